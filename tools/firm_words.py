#!/usr/bin/env python3
"""Counts which Vietnamese words are so common that another mark on one of their syllables is a slip:

    firm_words.py FOLDER… > rules/lexicon/vi-firm.txt

Reads the text files (*.md, *.txt) of the folders and `rules/lexicon/vi-words.txt`. Four lists come out, each behind a line that names it: `# words`, the words that
stand in many texts (a syllable, then those that follow it); `# bound`, the syllables that hardly ever stand outside such words; `# free`, those that often do; `# known`, all other syllables
that texts use. `name-variant` asks them: where a bound syllable stands in no word, and the one beside it makes one with another mark, that one is mistyped.
"""
import collections, glob, os, re, sys, unicodedata

TEXTS = 50  # so many texts have a firm word
FREE = 0.12  # a bound syllable stands outside words in so many of its places at most
TIMES = 30  # ... of so many places at least
KNOWN = 5  # a syllable that is used less often may be mistyped each time
ALONE = 100  # so often a syllable that may be a word stands outside those of two
WORD = re.compile(r"[^\W\d_]+")
HERE = os.path.dirname(os.path.abspath(__file__))


def read(folders):
    seen = set()
    for path in sorted(p for f in folders for e in ("md", "txt") for p in glob.glob(os.path.join(f, "**", "*." + e), recursive=True)):
        text = unicodedata.normalize("NFC", open(path, encoding="utf8", errors="ignore").read()).replace("*", "")
        if text not in seen:
            seen.add(text)
            yield text


def main(folders):
    words = set()
    for line in open(os.path.join(HERE, "..", "rules", "lexicon", "vi-words.txt"), encoding="utf8"):
        head, *tail = line.split()
        words.update((head, syllable) for syllable in tail)
    texts, times, inside = collections.Counter(), collections.Counter(), collections.Counter()
    for text in read(folders):
        found = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
        low = [w.lower() for w, _, _ in found]
        joined = [text[a[2] : b[1]] in (" ", "\n") for a, b in zip(found, found[1:])]
        paired = [j and pair in words for j, pair in zip(joined, zip(low, low[1:]))]
        texts.update({pair for pair, is_word in zip(zip(low, low[1:]), paired) if is_word})
        for at, (written, _, _) in enumerate(found):
            if written.islower():
                times[written] += 1
                inside[written] += at < len(paired) and paired[at] or at > 0 and paired[at - 1]
    firm = collections.defaultdict(list)
    for first, second in sorted(pair for pair, n in texts.items() if n >= TEXTS):
        firm[first].append(second)
    syllables = {s for pair in words for s in pair}
    bound = sorted(s for s in syllables if times[s] >= TIMES and times[s] - inside[s] <= FREE * times[s])
    known = sorted(s for s, n in times.items() if n >= KNOWN and s not in syllables and len(s) < 8 and unicodedata.normalize("NFD", s).isprintable())
    print("# words")
    for first, seconds in firm.items():
        print(first, *seconds)
    print("# bound")
    print(*bound, sep="\n")
    print("# free")
    print(*sorted(s for s in syllables if times[s] - inside[s] >= ALONE), sep="\n")
    print("# known")
    print(*known, sep="\n")


main(sys.argv[1:])
