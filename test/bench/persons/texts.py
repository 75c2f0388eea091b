"""Owns what people type who look for a person: forms of a name, each with whether the name must be found by it."""

__all__ = ['FORMS', 'texts']

VOWELS = 'aeiou'
ALIKE = (('ph', 'f'), ('ck', 'k'), ('th', 't'), ('dt', 't'), ('ei', 'ai'), ('ey', 'ei'), ('v', 'f'), ('tz', 'z'), ('ss', 's'),
         ('nn', 'n'), ('mm', 'm'), ('ll', 'l'), ('y', 'i'), ('w', 'v'), ('b', 'p'), ('d', 't'))


def mistyped(word, rng):
    """One letter wrong, missing, twice, or two in the wrong order."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice((word[:at] + rng.choice('abcdefghiklmnoprstuwz') + word[at + 1:], word[:at] + word[at + 1:],
                       word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2:]))


def one_mistyped(words, rng):
    long = [i for i, word in enumerate(words) if len(word) >= 5]
    if not long:
        return None
    words = list(words)
    at = rng.choice(long)
    words[at] = mistyped(words[at], rng)
    return words


def heard(words, rng):
    """The longest word as it may be heard."""
    longest = max(words, key=len)
    fitting = [(old, new) for old, new in ALIKE if old in longest]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return [word.replace(old, new) if word == longest else word for word in words]


def shuffled(words, rng):
    words = list(words)
    rng.shuffle(words)
    return words


def begun(words, rng):
    return [word[:max(len(word) * 2 // 3, 3)] for word in words]


FORMS = {
    'first last': lambda last, first, rng: first + last,
    'last first': lambda last, first, rng: last + first,
    'any order': lambda last, first, rng: shuffled(last + first, rng),
    'one first name': lambda last, first, rng: last + first[:1],
    'one letter wrong': lambda last, first, rng: one_mistyped(first + last, rng),
    'both names wrong': lambda last, first, rng: (lambda a, b: a and b and a + b)(one_mistyped(first, rng), one_mistyped(last, rng)),
    'as heard': lambda last, first, rng: heard(last + first, rng),
    'beginnings': lambda last, first, rng: begun(last + first, rng),
    'initial, last': lambda last, first, rng: [first[0][0]] + last,
}


def texts(names, form, rng):
    """Pairs of what is typed and the whole name that is meant."""
    for last, first in names:
        words = FORMS[form](last.split(), first.split(), rng)
        if words:
            yield ' '.join(words), last + ' ' + first
