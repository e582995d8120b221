#include "audit_parts.h"

/* The edits are sorted by step: does one stand in this source step? *from moves forwards. */
static bool edited(const struct audited *r, int64_t step, size_t *from)
{
    while (*from < r->edits_count && r->edits[*from].step < step)
        ++*from;
    return *from < r->edits_count && r->edits[*from].step == step;
}

static void check_step_labels(struct audit *a)
{
    struct audited const *r = &a->r;
    int64_t const k = r->first_error;
    size_t from = 0;
    for (size_t i = 0; i < r->step_labels.count; i++) {
        struct text const label = r->step_labels.at[i];
        bool const follows = edited(r, r->origin.at[i], &from), inherited = audit_is(label, "inherited");
        bool const behind = k >= 0 && (int64_t)i > k;
        if (!behind && !audit_is(label, k >= 0 && (int64_t)i == k ? "error" : "ok"))
            audit_note(a, "step_labels and first_error disagree", "step %zu is \"%.*s\"", i, AUDIT_QUOTE(label));
        else if (behind && (audit_is(label, "ok") || audit_is(label, "error")))
            audit_note(a, "a step behind the first error is labelled as if it were not", "step %zu", i);
        else if (behind && !follows && !inherited && audit_is(label, "unchecked") != audit_is(r->local.at[i], "unknown"))
            audit_note(a, "a step that was not changed is unchecked if it is unknown, else independent", "step %zu", i);
        else if (behind && follows != inherited)
            audit_note(a,
                       follows ? "a step that was changed by a follow-up is not labelled inherited"
                               : "a step is labelled inherited, but no follow-up changed it",
                       "step %zu", i);
    }
}

/* "Let N be": a letter of its own that is no word. */
static bool is_symbol(struct text text, size_t i)
{
    bool const alone = (i == 0 || !is_letter(text.at[i - 1])) && (i + 1 == text.size || !is_letter(text.at[i + 1]));
    return alone && is_letter(text.at[i]) && !strchr("aAI", text.at[i]) && !(i > 0 && strchr("'\x99", text.at[i - 1]));
}

static bool holds_mathematics(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (is_digit(text.at[i]) || strchr("$\\=", text.at[i]) || is_symbol(text, i))
            return true;
    return text_find(text, TEXT("et "), 0) < text.size; /* let x be */
}

static void check_local(struct audit *a)
{
    struct audited const *r = &a->r;
    bool const false_claim = audit_is(r->class, "locally_false");
    for (size_t i = 0; i < r->local.count; i++) {
        bool const root = false_claim && (int64_t)i == r->first_error, refuted = audit_is(r->local.at[i], "refuted");
        if (root && !refuted)
            audit_note(a, "the faulty step of a locally false record is not refuted", "local %zu", i);
        if (!root && refuted)
            audit_note(a, "a step is refuted that should not be", "local %zu", i);
        if (audit_is(r->local.at[i], "proved") && !holds_mathematics(r->bad_steps.at[i]))
            audit_note(a, "a step without numbers and formulas is called proved", "local %zu", i);
    }
}

static size_t proved_between(const struct audited *r, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += audit_is(r->local.at[i], "proved");
    return count;
}

/* basis speaks of the steps before the first error, of a control's of all. all_steps means that each step of the source is proved;
 * the edit and its consequences change that at the faulty step and at the answer, where it is read off there. */
static void check_basis(struct audit *a)
{
    struct audited const *r = &a->r;
    size_t const all = r->local.count, prefix = audit_control(r) ? all : r->bad_root;
    bool const proved = proved_between(r, 0, prefix) == prefix;
    if (audit_is(r->basis, "proved") != proved)
        audit_note(a, "basis disagrees with local", "%.*s", AUDIT_QUOTE(r->basis));
    if (!audit_is(r->source_proof, "all_steps"))
        return;
    for (size_t i = 0; i < all; i++)
        if (!audit_is(r->local.at[i], "proved") && ((audit_control(r) && !audit_terse(r)) || (i != r->bad_root && i + 1 < all)))
            audit_note(a, "source_proof says all_steps, but a step is not proved", "step %zu", i);
}

/* The signs and words of these steps that relate; those of one kind are the last that are counted once there are `enough`. */
static int64_t count_marks(const struct audit_texts *steps, size_t from, size_t to, int64_t enough)
{
    static const char *const words[] = {"=",        "≈",     "~",        "approx", "equal", "is",    "are",
                                        "was",      "were",  "make",     "give",   "<",     ">",     "or ",
                                        "total of", ":",     "pm",       " as ",   "et ", /* ratios; both signs; let x be */
                                        "\\ge",     "\\le",  "\\eq",     "\\ne",   "\\in",  "\\mid", "≥",
                                        "≤",        "####",  "boxed",    "enote",  "efine", "all ",  "o ",
                                        "hus",      "ence",  "herefore", "ecome", /* a result named again; words that equate */
                                        "implif",   "educe", "ield",     "actor"};
    int64_t count = 0;
    for (size_t w = 0; w < COUNT(words) && count < enough; w++) {
        struct text const word = text_of(words[w]);
        for (size_t i = from; i < to; i++)
            for (size_t at = text_find(steps->at[i], word, 0); at < steps->at[i].size;
                 at = text_find(steps->at[i], word, at + word.size))
                count++;
    }
    return count;
}

/* What no text holds so many of, without the danger of overflow. */
static int64_t few(int64_t count)
{
    return MIN(count, (int64_t)INT32_MAX);
}

/* Each claim has a sign or a word that relates; each plain one that holds was counted; each proved step holds one that was, but
 * for the line of the answer. The claim of the certificate is not counted, unless it is read
 * as part of a formula, too. */
static void check_counts(struct audit *a, const char *where, const struct audit_counts *counts, size_t from, size_t to)
{
    struct audited const *r = &a->r;
    int64_t least = 0;
    for (size_t i = from; i < to; i++)
        least += audit_plain_claims(a, i);
    int64_t const enough = few(counts->proved) + few(counts->rounded) + few(counts->unknown);
    int64_t const most = count_marks(&r->bad_steps, from, to, enough);
    bool const absurd = counts->proved > most || counts->rounded > most || counts->unknown > most;
    if (absurd || counts->proved + counts->rounded + counts->unknown > most)
        audit_note(a, "more claims are counted than the text can hold", "%s the faulty step: at most %lld", where,
                   (long long)most);
    if (counts->proved < least)
        audit_note(a, "fewer claims are counted as proved than plainly hold", "%s the faulty step: at least %lld", where,
                   (long long)least);
    int64_t const uncounted = (from < to && to == r->bad_steps.count) + (from < to && from == r->bad_root);
    size_t const proved = proved_between(r, from, to);
    if (!absurd && (int64_t)proved > counts->proved + counts->rounded + uncounted)
        audit_note(a, "fewer claims are counted as proved than there are proved steps", "%s the faulty step: %zu steps", where,
                   proved);
    if (!absurd && counts->unknown > 0 && proved == to - from && from < to)
        audit_note(a, "unknown claims are counted where every step is proved", "%s the faulty step", where);
}

static bool check_first_error(struct audit *a)
{
    struct audited const *r = &a->r;
    int64_t const k = r->first_error;
    if (k < -1 || k >= (int64_t)r->bad_steps.count) {
        audit_note(a, "first_error lies outside the bad steps", "%lld", (long long)k);
        return false;
    }
    if ((k < 0) != audit_is(r->class, "harmless") || (k < 0) != audit_is(r->mode, "clean"))
        audit_note(a, "first_error, class and mode disagree on whether this is a control", "%lld, %.*s, %.*s", (long long)k,
                   AUDIT_QUOTE(r->class), AUDIT_QUOTE(r->mode));
    if (k >= 0 && k != (int64_t)r->bad_root) {
        audit_note(a, "the edit is not in the faulty step", "first_error %lld, edit in step %zu", (long long)k, r->bad_root);
        return false;
    }
    if (k >= 0 && r->edits[0].step < r->edits[r->root].step)
        audit_note(a, "a follow-up changes a step before the first error", "step %lld", (long long)r->edits[0].step);
    if (k < 0 && r->edits_count > 1)
        audit_note(a, "a control has follow-ups", "%zu", r->edits_count - 1);
    return true;
}

static void check_mode(struct audit *a)
{
    struct audited const *r = &a->r;
    bool const structural = audit_is(r->class, "structural"), whole = r->bad_steps.count == r->steps.count;
    if (audit_is(r->mode, "truncated") && (int64_t)r->bad_steps.count != r->first_error + 1)
        audit_note(a, "the record is called truncated, but does not end with the faulty step", "%zu bad steps",
                   r->bad_steps.count);
    if (!audit_is(r->mode, "truncated") && !whole && !structural)
        audit_note(a, "steps are missing", "%zu bad steps, %zu steps", r->bad_steps.count, r->steps.count);
}

/* A derivation needs a claim. */
static void check_depth(struct audit *a)
{
    int64_t most = count_marks(&a->r.bad_steps, 0, a->r.bad_root + 1, few(a->r.depth) + 1);
    most += audit_bare(&a->r) || audit_terse(&a->r); /* a bare value is no claim */
    if (a->r.depth >= most)
        audit_note(a, "depth exceeds what the text can hold", "%lld, must be below %lld", (long long)a->r.depth, (long long)most);
}

void audit_counts(struct audit *a)
{
    check_depth(a);
    check_counts(a, "before", &a->r.certificate.before, 0, a->r.bad_root);
    check_counts(a, "from", &a->r.certificate.after, a->r.bad_root, a->r.bad_steps.count);
}

bool audit_labels(struct audit *a)
{
    if (!check_first_error(a))
        return false;
    check_mode(a);
    check_step_labels(a);
    check_local(a);
    check_basis(a);
    return true;
}
