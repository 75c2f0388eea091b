"""Owns how letters are folded for comparing officers' names, as src/core/name/letter.cpp does it."""

# One character per code point; a capital stands for two letters, a space for no folding.
FROM_C0 = (
    'aaaaAaAceeeeiiiidnooooO ouuuUyTSaaaaAaAceeeeiiiidnooooO ouuuUyTy'
    'aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll'
    'lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs'
    'bbbb   cc ddd    ffg   ikkl  nnooo  pp     ttttuu vyyzz         '
    '    DDDLLLNNNaaiioouuuuuuuuuu aaaa  ggggkkoooo  jDDDgg  nnaa  oo'
    'aaaaeeeeiiiioooorrrruuuusstt  hhnd  zzaaeeooooooooyylnt   acclts'
    'z  bu eejj qrryy')
FROM_1E00 = (
    'aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm'
    'mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv'
    'wwwwwwwwwwxxxxyyzzzzzzhtwyas  S aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee'
    'eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy    yy')
PAIRS = {'A': 'ae', 'O': 'oe', 'U': 'ue', 'S': 'ss', 'T': 'th', 'I': 'ij', 'D': 'dz', 'L': 'lj', 'N': 'nj'}
INVISIBLE = ((0xad, 0xad), (0x300, 0x36f), (0x1ab0, 0x1aff), (0x1dc0, 0x1dff), (0x200b, 0x200f), (0x202a, 0x202e),
             (0x2060, 0x206f), (0x20d0, 0x20ff), (0xfe00, 0xfe0f), (0xfe20, 0xfe2f), (0xfeff, 0xfeff))


def latin(code):
    """The letters or digit that the code point is compared as; empty for none."""
    if chr(code).isascii() and chr(code).isalnum():
        return chr(code).lower()
    for first, table in ((0xc0, FROM_C0), (0x1e00, FROM_1E00)):
        if first <= code < first + len(table):
            entry = table[code - first].strip()
            return PAIRS.get(entry, entry)
    return {0xb9: '1', 0xb2: '2', 0xb3: '3'}.get(code, '')


def lower(code):
    if 0x391 <= code <= 0x3a9 or 0x410 <= code <= 0x42f:
        return code + 0x20
    return code + 0x50 if 0x400 <= code <= 0x40f else code


class Folding(dict):
    """A table for str.translate that fills itself."""

    def __missing__(self, code):
        text = latin(code)
        if not text and (code <= 0x20 or code == 0xa0):
            text = ' '
        elif not text and not any(first <= code <= last for first, last in INVISIBLE):
            text = '<%d>' % lower(code)
        self[code] = text
        return text


_FOLDING = Folding()


def folded(text):
    """Without case, diacritics and doubled blanks."""
    return ' '.join(text.translate(_FOLDING).split())
