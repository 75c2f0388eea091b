"""Owns names of natural persons with the frequencies of German ones: the most frequent as they are, others made of syllables."""
import itertools
import random

__all__ = ['Names']

# Ordered by frequency.
LAST = '''Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder
Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier
Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller
Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher
Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel
Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer'''.split()
FIRST = '''Thomas Michael Andreas Peter Stefan Christian Hans Klaus Martin Wolfgang Jürgen Frank Markus Matthias Uwe Alexander Bernd
Ralf Jörg Dirk Werner Andrea Sabine Susanne Petra Claudia Karin Monika Anna Birgit Heike Martina Angelika Ursula Christine Julia
Katrin Daniel Sebastian Jan Florian Tobias Oliver Torsten Jens Carsten Manfred Günter Helmut Gerhard Dieter Horst Heinz Karl Josef
Johannes Georg Robert Stephan Sven Holger Marco Mario Rainer Rolf Volker Norbert Axel Christoph Philipp David Benjamin Patrick
Simon Felix Lukas Max Paul Maria Elisabeth Barbara Gabriele Ulrike Nicole Stefanie Sandra Melanie Silke Anja Tanja Katharina Eva
Christiane Cornelia Brigitte Renate Helga Ingrid Jutta Bettina Doris Regina Sonja Simone Silvia Manuela Astrid Kerstin'''.split()
PREFIXES = 'von von von van von der de zu'.split()
PLACES = 'Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover Nürnberg'.split()
BEGIN = 'Ba Be Bö Bra Brü Da Dre Eb El Fa Fi Fla Ga Ge Gra Gru Ha He Hil Hol In Ja Ka Ki Kla Kol Kra La Le Lin Lü Ma Me Mi Mo Na Ne No ' \
        'Ob Os Pa Pe Pla Po Pre Qua Ra Re Ri Ro Sa Scha Schi Schlo Schwa Se Sie Sta Stei Stro Ta Te Tho Tra Tre Ul Va Vo Wa We Wie Wil Za Ze Zu'.split()
MIDDLE = 'ber cker del der fel gen gel hler ker lder len ler lich lme mer min nder nge nken nne ppel rch rde rge rke rlan rme rten sch ' \
         'sel sen ster tel ter tt tz wal zen'.split()
END = 'er mann ing ski hof feld bach au ert rich mayr stein berg ke isch dorf haus le eit us ow witz el in heim o ier'.split()


def rising(weights):
    return list(itertools.accumulate(weights))


class Names:
    """Zipf's law with a flat beginning: the first is some 0.9 % of all last names, as Müller is, and 2 % of all first ones."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        made = set()
        while len(made) < 120_000:
            made.add(self.made())
        rare = sorted(made)
        self.rng.shuffle(rare)
        self.last = LAST + rare[:110_000]
        self.last_weights = rising(1 / (i + 8) for i in range(len(self.last)))
        self.first = FIRST + [name + ending for name, ending in itertools.product(rare[110_000:111_500], ('a', 'us'))]
        self.first_weights = rising(1 / (i + 4) ** 1.1 for i in range(len(self.first)))

    def made(self):
        pick = self.rng.choice
        return pick(BEGIN) + ''.join(pick(MIDDLE) for _ in range(self.rng.choice((0, 1, 1, 2)))) + pick(END)

    def pick_last(self):
        name = self.rng.choices(self.last, cum_weights=self.last_weights)[0]
        chance = self.rng.random()
        if chance < 0.06:
            return name + '-' + self.rng.choices(self.last, cum_weights=self.last_weights)[0]
        return self.rng.choice(PREFIXES) + ' ' + name if chance < 0.075 else name

    def pick_first(self):
        names = self.rng.choices(self.first, cum_weights=self.first_weights, k=self.rng.choice((1, 1, 1, 2, 2, 3)))
        return ('-' if self.rng.random() < 0.2 else ' ').join(names)

    def birth_date(self):
        return '%d-%02d-%02d' % (self.rng.randint(1935, 2005), self.rng.randint(1, 12), self.rng.randint(1, 28))

    def place(self):
        return self.rng.choice(PLACES)
