"""Owns how tables and milliseconds are printed."""
import math

__all__ = ['milliseconds', 'percentile', 'print_table']


def percentile(values, share):
    """The value that this share of the sorted values does not exceed."""
    return values[math.ceil(len(values) * share) - 1]


def milliseconds(value):
    return '%.2f' % value if value < 100 else '%.0f' % value


def print_table(title, heads, rows):
    """First column to the left, the last one too, numbers between them to the right."""
    print('\n' + title)
    rows = [heads, *rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    last = len(heads) - 1
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths)]
        cells[1:last] = [cell.rjust(width) for cell, width in zip(row[1:last], widths[1:last])]
        print('  '.join(cells).rstrip(), flush=True)
