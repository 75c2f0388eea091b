#!/usr/bin/python3
"""Prints what turn.py measured, medians over the rounds with least and greatest: report.py RESULTS"""
import csv
import statistics
import sys

NAMES = {
    'ours1': '(a) ours, 1 worker',
    'ours2': '(a) ours, 2 workers',
    'simple': '(b) Python, row by row',
    'tuned': '(c) Python, batches',
}

# What, of which system, compared with which, by which figure, at least or at most how much.
TARGETS = (
    ('documents/s, 1 worker against (b)', 'ours1', 'simple', 'rate', '>=', 18),
    ('documents/s, 1 worker against (c)', 'ours1', 'tuned', 'rate', '>=', 4.5),
    ('CPU seconds, 1 worker against (b)', 'ours1', 'simple', 'cpu', '<=', 1 / 15),
    ('CPU seconds, 1 worker against (c)', 'ours1', 'tuned', 'cpu', '<=', 1 / 4),
    ('documents/s, 2 workers against 1', 'ours2', 'ours1', 'rate', '>=', 1.6),
)


def read_turns(path):
    """Figures by system and round."""
    turns = {}
    with open(path, encoding='ascii') as file:
        for system, turn, documents, seconds, server, client, wal in csv.reader(file, delimiter='\t'):
            thousands = int(documents) / 1000
            turns.setdefault(system, {})[turn] = {
                'rate': int(documents) / float(seconds),
                'server': float(server) / thousands,
                'client': float(client) / thousands,
                'cpu': (float(server) + float(client)) / thousands,
                'wal': int(wal) / int(documents),
            }
    return turns


def spread(values, form):
    return '%s (%s–%s)' % tuple(form % v for v in (statistics.median(values), min(values), max(values)))


def print_table(turns):
    rows = [('', 'documents/s', 'CPU s/1000: all', 'server', 'client', 'WAL bytes/document')]
    for system, rounds in turns.items():
        figures = rounds.values()
        rows.append(
            (NAMES[system],)
            + tuple(
                spread([f[name] for f in figures], form)
                for name, form in (
                    ('rate', '%.0f'),
                    ('cpu', '%.3f'),
                    ('server', '%.3f'),
                    ('client', '%.3f'),
                    ('wal', '%.0f'),
                )
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print('  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def print_targets(turns):
    for text, system, other, figure, direction, bound in TARGETS:
        if system not in turns or other not in turns:
            continue
        ratios = [turns[system][turn][figure] / turns[other][turn][figure] for turn in turns[system]]
        median = statistics.median(ratios)
        met = median >= bound if direction == '>=' else median <= bound
        print(
            '%s: %s, target %s %s: %s'
            % (text, spread(ratios, '%.3g'), direction, '%.3g' % bound, 'met' if met else 'not met')
        )


def main():
    turns = read_turns(sys.argv[1])
    print_table(turns)
    print_targets(turns)


if __name__ == '__main__':
    main()
