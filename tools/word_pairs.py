#!/usr/bin/env python3
"""Counts which Vietnamese syllables form words:  word_pairs.py FOLDER… > rules/lexicon/vi-words.txt

Reads the text files (*.md, *.txt) of the folders and writes the pairs of neighbouring syllables that belong together far more often than
chance has it. `repeated-words` asks the list whether a doubled syllable ends one word and begins the next (`trở thành` + `thành phố`),
and which syllables are doubled on purpose (`ùn ùn`). Each line: a syllable, then the syllables that follow it in a word. No sentence of a
text can be told from the list; every pair stands in several texts.
"""
import collections, glob, math, os, re, sys, unicodedata

TEXTS, TIMES = 4, 10  # a pair that fewer texts use, or that is used less often, is no word yet
STRENGTH = 0.22  # normalised mutual information: 0 is chance, 1 is never one without the other
CLOSE = 0.42  # for function words, which stand beside everything
DOUBLED = 0.0065  # a syllable that comes doubled so often is doubled on purpose
FUNCTION = set("được các và của cho là có đã trong tại về với để những đến một bị do theo trên này đó nhằm sẽ đang cùng khi như hoặc nhưng mà thì vì bởi rằng "
               "cũng chưa ở vào ra từ năm ngày tháng ông bà anh chị khoảng hơn vẫn lại nếu phải còn mới đây sau trước".split())
SYLLABLE = re.compile(r"[^\W\d_]{1,7}")
MARKED = set("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
TONES = [(a, b) for o, n in (("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"), ("óe", "oé"), ("ỏe", "oẻ"), ("úy", "uý"), ("ùy", "uỳ"),
                             ("ủy", "uỷ"), ("ụy", "uỵ"), ("ũy", "uỹ")) for a, b in ((n, o),)]
VIETNAMESE = re.compile(r"(ngh|ng|nh|ch|tr|th|ph|kh|gh|gi|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(ng|nh|ch|[cmnpt])?")


def fold(syllable):
    for new, old in TONES:
        if syllable.endswith(new):
            return syllable[: -2] + old
    return syllable


def plain(syllable):
    marks = "\u0300\u0301\u0303\u0309\u0323"
    bare = "".join(c for c in unicodedata.normalize("NFD", syllable) if c not in marks)
    return unicodedata.normalize("NFC", bare)


def is_syllable(word, known={}):
    if word not in known:
        known[word] = bool(VIETNAMESE.fullmatch(plain(word)))
    return known[word]


def count(folders):
    one, two, texts = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    files = sorted(p for f in folders for e in ("md", "txt") for p in glob.glob(os.path.join(f, "**", "*." + e), recursive=True))
    for number, path in enumerate(files):
        text = unicodedata.normalize("NFC", open(path, encoding="utf8", errors="ignore").read()).lower()
        if sum(c in MARKED for c in text) * 20 < len(text):
            continue
        before, end = "", -1
        for found in SYLLABLE.finditer(text):
            word = fold(found.group())
            if not is_syllable(word):
                before = ""
                continue
            one[word] += 1
            if before and text[end:found.start()] in (" ", "\n"):
                two[before, word] += 1
                if len(texts[before, word]) < TEXTS:
                    texts[before, word].add(number)
            before, end = word, found.end()
    return one, two, texts


def words(one, two, texts):
    total = sum(two.values())
    for (a, b), n in two.items():
        if a == b:
            # Doubled by mistake now and then: a word that is doubled on purpose is a good part of its own uses.
            if len(texts[a, b]) > 1 and n >= DOUBLED * one[a] and a not in FUNCTION:
                yield a, b
        elif n >= TIMES and len(texts[a, b]) >= TEXTS:
            strength = math.log(n * total / (one[a] * one[b])) / -math.log(n / total)
            if strength >= (CLOSE if a in FUNCTION or b in FUNCTION else STRENGTH):
                yield a, b


def spellings(syllable):
    yield syllable
    for new, old in TONES:
        if syllable.endswith(old):
            yield syllable[:-2] + new


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    lines = collections.defaultdict(set)
    for a, b in words(*count(sys.argv[1:])):
        for x in spellings(a):
            lines[x].update(spellings(b))
    for a in sorted(lines):
        print(a, *sorted(lines[a]))


if __name__ == "__main__":
    main()
