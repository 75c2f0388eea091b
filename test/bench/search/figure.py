"""Owns a measured value beside its target."""

__all__ = ['Figure']


class Figure:
    """`sign` says on which side of the limit the value must be: '<=' or '>='."""

    def __init__(self, name, value, sign, limit, unit=''):
        self.name, self.value, self.sign, self.limit, self.unit = name, value, sign, limit, unit

    def is_met(self):
        return self.value <= self.limit if self.sign == '<=' else self.value >= self.limit

    def shown(self):
        return '%.3f%s' % (self.value, self.unit)

    def target(self):
        return '%s %.3f%s' % (self.sign, self.limit, self.unit)
