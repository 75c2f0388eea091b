"""Owns how letters are folded for comparing officers' names, as src/core/name/letter.cpp does it."""

# One character per code point; a capital stands for two letters, a space for no folding.
FROM_C0 = (
    'aaaaAaAceeeeiiiidnooooO ouuuUyTSaaaaAaAceeeeiiiidnooooO ouuuUyTy'
    'aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll'
    'lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs'
    'bbbb   cc ddd    ffg   ikkl  nnooo  pp     ttttuu vyyzz         '
    '    DDDLLLNNNaaiioouuuuuuuuuu aaaa  ggggkkoooo  jDDDgg  nnaa  oo'
    'aaaaeeeeiiiioooorrrruuuusstt  hhnd  zzaaeeooooooooyylnt   acclts'
    'z  bu eejj qrryy'
)
FROM_1E00 = (
    'aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm'
    'mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv'
    'wwwwwwwwwwxxxxyyzzzzzzhtwyas  S aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee'
    'eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy    yy'
)
PAIRS = {'A': 'ae', 'O': 'oe', 'U': 'ue', 'S': 'ss', 'T': 'th', 'I': 'ij', 'D': 'dz', 'L': 'lj', 'N': 'nj'}
INVISIBLE = (
    (0xAD, 0xAD),
    (0x300, 0x36F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xFEFF, 0xFEFF),
)


def latin(code):
    """The letters or digit that the code point is compared as; empty for none."""
    if chr(code).isascii() and chr(code).isalnum():
        return chr(code).lower()
    for first, table in ((0xC0, FROM_C0), (0x1E00, FROM_1E00)):
        if first <= code < first + len(table):
            entry = table[code - first].strip()
            return PAIRS.get(entry, entry)
    return {0xB9: '1', 0xB2: '2', 0xB3: '3'}.get(code, '')


def lower(code):
    if 0x391 <= code <= 0x3A9 or 0x410 <= code <= 0x42F:
        return code + 0x20
    return code + 0x50 if 0x400 <= code <= 0x40F else code


class Folding(dict):
    """A table for str.translate that fills itself."""

    def __missing__(self, code):
        text = latin(code)
        if not text and (code <= 0x20 or code == 0xA0):
            text = ' '
        elif not text and not any(first <= code <= last for first, last in INVISIBLE):
            text = '<%d>' % lower(code)
        self[code] = text
        return text


_FOLDING = Folding()


def folded(text):
    """Without case, diacritics and doubled blanks."""
    return ' '.join(text.translate(_FOLDING).split())
