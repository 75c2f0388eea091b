# Owns reading the blocks of the index of names: see src/core/search/block.hpp, entries.hpp and word_list.hpp.
package SearchIndex;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw(indexed_words);

# Takes bytes from the front.
sub number {
    my ($bytes) = @_;
    my ($value, $shift) = (0, 0);
    while (length $$bytes) {
        my $byte = ord substr($$bytes, 0, 1, '');
        $value |= ($byte & 127) << $shift;
        $shift += 7;
        last if $byte < 128;
    }
    return $value;
}

# The next text, of which the first bytes are those of the last one.
sub text {
    my ($last, $bytes) = @_;
    my $shared = number($bytes);
    my $length = number($bytes);
    return substr($last, 0, $shared) . substr($$bytes, 0, $length, '');
}

# All words of which a key of a word or of a part, or a list of words tells; sorted.
sub indexed_words {
    my ($node, $database, $domain) = @_;
    my %words;
    for my $block (split /\n/, $node->safe_psql($database,
        "select encode(content, 'hex') from hr_registry.search_block where domain = '$domain'")) {
        my $bytes = pack 'H*', $block;
        my $key = '';
        while (length $bytes) {
            $key = text($key, \$bytes);
            my $length = number(\$bytes);
            my $value = substr($bytes, 0, $length, '');
            $words{$1} = 1 if $key =~ /^w(.*)/s || $key =~ /^x(.*) /s;
            next if $key !~ /^[ck]/;
            my $word = '';
            while (length $value) {
                $word = text($word, \$value);
                number(\$value);
                $words{$word} = 1;
            }
        }
    }
    $words{$_} = 1 for split /\n/, $node->safe_psql($database,
        "select coalesce(word, substr(key, 2)) from hr_registry.search_entry where domain = '$domain' and (word is not null or key like 'w%')");
    return sort keys %words;
}

1;
