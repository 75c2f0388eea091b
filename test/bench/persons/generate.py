"""Owns the persons of the measurement: so many different names, some of several persons; lines for COPY.

Usage: generate.py 1000000
"""
import sys

from names import Names


def main():
    wanted = int(sys.argv[1])
    names, seen, number = Names(5), set(), 0
    while len(seen) < wanted:
        number += 1
        first, last = names.pick_first(), names.pick_last()
        seen.add((first, last))
        print('\t'.join((str(number // 3 + 1), 'p%d' % number, first, last, names.birth_date(), names.place())))


if __name__ == '__main__':
    main()
