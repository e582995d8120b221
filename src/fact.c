#include "fact.h"

#include "fact_parts.h"

/* ---- where a thought begins and ends ---- */

static bool is_bracket(const struct reader *r, size_t at, const char *marks)
{
    return r->item[at].kind == ITEM_OTHER && strchr(marks, r->step.at[r->item[at].start]);
}

static bool is_number_word(const struct reader *r, size_t at)
{
    return r->item[at].kind == ITEM_WORD && word_of(text_of(r->item[at].word)).role == WORD_CARDINAL;
}

/* Is item `at` but the next of several numbers, as in "the sum of 3 and 6 is even"? `end` is where the last fact ended. */
static bool continues(const struct reader *r, size_t at, size_t end)
{
    size_t before = at;
    bool joined = false;
    for (size_t back = at; back > end && r->item[back - 1].kind != ITEM_STOP; back--)
        if (fact_is_word(r, back - 1, "sum product difference quotient average mean ratio total"))
            return true;
    for (; before > end && (fact_is_joint(&r->item[before - 1]) || fact_has_use(r, before - 1, USE_BEFORE | USE_FILLER));
         before--)
        joined |= fact_is_joint(&r->item[before - 1]);
    return joined && before > end && (r->item[before - 1].kind == ITEM_VALUE || is_number_word(r, before - 1));
}

/* Does a thought begin at item `at`: at the start, behind a stop, or behind a word that joins? */
static bool begins(const struct reader *r, size_t at, size_t end)
{
    if (continues(r, at, end))
        return false;
    if (at == 0 || r->item[at - 1].kind == ITEM_COMMA || r->item[at - 1].kind == ITEM_STOP || is_bracket(r, at - 1, "([-"))
        return true;
    if (r->item[at - 1].kind == ITEM_VALUE && formula_is_statement(r->item[at - 1].value) && fact_has_use(r, at, USE_BEHIND))
        return true; /* the comma before "which is" stands in the formula */
    bool const such = at > 1 && fact_is_word(r, at - 1, "that") && fact_is_word(r, at - 2, "such");
    return fact_has_use(r, at - 1, USE_BEFORE) && !such;
}

/* Does one end before item `at`? */
bool fact_ends(const struct reader *r, size_t at)
{
    return at >= r->count || r->item[at].kind == ITEM_COMMA || r->item[at].kind == ITEM_STOP || is_bracket(r, at, "()[]-") ||
           fact_has_use(r, at, USE_BEHIND);
}

/* ---- facts ---- */

struct facts {
    struct fact_found at[FACTS_MAX];
    size_t count;
};

/* Of numbers alone: whether letters stand for whole numbers or polynomials is not known here; but a remainder by a number says that they are
 * whole. */
static bool is_of_numbers(const struct formula *f)
{
    bool fine = !formula_is_call(f, FUNCTION_MOD) && !formula_is_call(f, FUNCTION_GCD) && !formula_is_call(f, FUNCTION_LCM);
    for (size_t i = 0; i < f->count && fine; i++)
        fine = is_of_numbers(f->args[i]);
    return fine;
}

/* Nor does it rest on what its own step states, which may rest on it. */
static bool is_remainder_by_number(const struct formula *f, const struct statement *statements, size_t count)
{
    struct text names[1];
    for (size_t i = 0; i < count; i++)
        if (formula_is_statement(statements[i].formula))
            return false;
    return formula_is_call(f, FUNCTION_MOD) && is_of_numbers(f->args[0]) && formula_symbols(f->args[1], names, 1) == 0;
}

static bool fact_at(const struct reader *r, size_t at, const struct fact_step *before, struct arena *arena, struct match *m,
                    struct saying *out, size_t *end)
{
    return fact_of_pattern(r, at, arena, m, out, end) ||
           (fact_of_satisfied(r, at, before, arena, out, end) && fact_ends(r, *end)) ||
           (fact_of_rest(r, at, before, arena, m, out, end) && fact_ends(r, *end)) ||
           (fact_of_set(r, at, arena, out, end) && fact_ends(r, *end)) || fact_of_rule(r, at, arena, out, end) ||
           (fact_of_list(r, at, before, arena, out, end) && fact_ends(r, *end)) ||
           (fact_of_change(r, at, before, arena, out, end) && fact_ends(r, *end));
}

/* Of a curve, or of the measures of a figure. */
static bool figure_at(const struct reader *r, size_t at, struct arena *arena, struct match *m, struct saying *out, size_t *end)
{
    if (fact_of_measure(r, at, arena, m, out))
        *end = m->end;
    else if (!fact_of_curve(r, at, arena, out, end))
        return false;
    return fact_ends(r, *end);
}

/* "the two values are 3 and 5": where the word that counts them stands, if it is right; else `from`. */
static size_t behind_count(const struct reader *r, size_t from, const struct saying *says)
{
    size_t at = from;
    while (at > 0 && (fact_has_use(r, at - 1, USE_FILLER) || fact_is_word(r, at - 1, "possible real distinct different")))
        at--;
    return at > 0 && is_number_word(r, at - 1) && says->right->kind == FORMULA_LIST &&
                   word_of(text_of(r->item[at - 1].word)).num == (int64_t)says->right->count
               ? at - 1
               : from;
}

size_t fact_find(const struct reader *r, const struct fact_step *before, struct arena *arena, size_t most, struct fact_found *out)
{
    struct match *m = ARENA_ARRAY(arena, struct match, 1);
    size_t count = 0;
    for (size_t at = 0; at < r->count;) {
        size_t end;
        struct saying found;
        bool const opens = (r->item[at].kind == ITEM_VALUE || fact_has_use(r, at, USE_OPENS | USE_FILLER | USE_SET_FILLER)) &&
                           begins(r, at, count ? out[count - 1].end : 0);
        bool const plain = opens && fact_at(r, at, before, arena, m, &found, &end);
        if (!plain && !(opens && figure_at(r, at, arena, m, &found, &end))) {
            at++;
            continue;
        }
        if (count == most)
            return most + 1;
        out[count++] = (struct fact_found){found, behind_count(r, fact_behind_fillers(r, at, ""), &found), end, !plain};
        at = end;
    }
    return count;
}

/* The fact that item `at` is part of; out->count if of none. */
static size_t fact_with(const struct facts *f, size_t at)
{
    size_t i = 0;
    while (i < f->count && !(f->at[i].from <= at && at < f->at[i].end))
        i++;
    return i;
}

/* An equation, or a formula that is not read. */
static bool is_stated(const struct item *item)
{
    return item->kind == ITEM_VALUE ? formula_is_statement(item->value) : item->kind == ITEM_OTHER && item->end > item->start + 1;
}

/* Is it a mark, or a word that says nothing by itself? */
static bool is_glue(const struct reader *r, size_t at)
{
    if (r->item[at].kind == ITEM_OTHER)
        return is_bracket(r, at, "()[]-!*'\"");
    return r->item[at].kind == ITEM_COMMA || r->item[at].kind == ITEM_STOP ||
           fact_has_use(r, at, USE_BEFORE | USE_BEHIND | USE_FILLER | USE_SET_FILLER) ||
           fact_is_word(r, at, "follows on other hand can first given easily verify alternatively accordingly addition");
}

/* The end of a phrase that says nothing by itself, if one begins at item `at`; else `at`. What is boxed is the answer. */
static size_t behind_phrase(const struct reader *r, size_t at)
{
    static const char *const phrases[] = {"in other words",
                                          "in this case",
                                          "in particular",
                                          "in fact",
                                          "in general",
                                          "it is easy to see",
                                          "it is clear",
                                          "it's easy to see",
                                          "it turns out",
                                          "as desired",
                                          "as well",
                                          "as a result",
                                          "from here",
                                          "from this",
                                          "for the same reason",
                                          "using this fact",
                                          "to begin with",
                                          "use the fact that",
                                          "make use of the fact that",
                                          "vieta's formula tells us that",
                                          "vieta's formulas tell us that"},
                             *const answers[] = {"our answer", "our final answer", "the answer", "the final answer"};
    bool const boxed = text_find(r->step, TEXT("\\boxed"), 0) < r->step.size;
    for (size_t i = 0; i < COUNT(phrases) + (boxed ? COUNT(answers) : 0); i++) {
        const char *word = i < COUNT(phrases) ? phrases[i] : answers[i - COUNT(phrases)];
        size_t end = at;
        for (; *word && end < r->count && r->item[end].kind == ITEM_WORD; end++) {
            size_t const size = strcspn(word, " ");
            if (!text_equal(text_of(r->item[end].word), (struct text){word, size}))
                break;
            word += size + (word[size] == ' ');
        }
        if (*word == '\0')
            return end;
    }
    return at;
}

size_t fact_behind_reason(const struct reader *r, size_t at)
{
    size_t end = at + 1;
    if (!fact_is_word(r, at, "by"))
        return at;
    while (end < r->count && r->item[end].kind == ITEM_WORD && !fact_has_use(r, end, USE_TURN | USE_VERB))
        end++;
    return end < r->count && r->item[end].kind == ITEM_COMMA ? end : at;
}

/* Where the method ends that begins at item `at`: at the comma of "Using long division, we", at "find" of "use long division to find that". */
static bool ends_method(const struct reader *r, size_t at, bool use)
{
    if (use)
        return fact_is_word(r, at, "find see show") && fact_is_word(r, at - 1, "to") && fact_is_word(r, at + 1, "that");
    return r->item[at].kind == ITEM_COMMA && fact_is_word(r, at + 1, "we");
}

/* The end of what says only how something was found, if that begins at item `at`; else `at`. */
static size_t behind_method(const struct reader *r, size_t at)
{
    size_t end = at + 1;
    bool const use = fact_is_word(r, at, "use") && at > 0 && fact_is_word(r, at - 1, "we can"),
               begins = at == 0 || r->item[at - 1].kind == ITEM_STOP;
    if (!use && !(begins && fact_is_word(r, at, "using checking testing listing")))
        return at;
    while (end < r->count && !ends_method(r, end, use) && r->item[end].kind != ITEM_STOP && r->item[end].kind != ITEM_OTHER &&
           !fact_has_use(r, end, USE_TURN | USE_VERB) && !is_stated(&r->item[end]))
        end++;
    return end < r->count && ends_method(r, end, use) ? end : at;
}

/* Words say what is not read: nothing may stand beside facts but glue and by what they are so, or what comes to the equation of a figure.
 * Nothing is supposed, asked, denied, counted or taken away. */
static bool is_plain(const struct reader *r, const struct facts *f)
{
    size_t stated = 0;
    for (size_t i = 0; i < f->count; i++)
        stated = f->at[i].figure ? f->at[0].from : stated;
    while (stated > 0 && !is_stated(&r->item[stated - 1]))
        stated--;
    for (size_t at = 0; at < r->count; at++) {
        if (fact_with(f, at) < f->count)
            continue;
        size_t const phrase = behind_phrase(r, at);
        if (phrase > at) {
            at = phrase - 1;
            continue;
        }
        at = behind_method(r, fact_behind_reason(r, at));
        if (fact_has_use(r, at, USE_TURN) || (at >= stated && !is_glue(r, at)))
            return false;
    }
    return true;
}

bool fact_link(const struct reader *r, const struct fact_found *found, const struct fact_step *step, uint32_t index,
               struct arena *arena, struct link *out)
{
    const struct saying *says = &found->says;
    const struct formula *f = formula_relation(arena, says->left, says->relation, says->right, NULL);
    *out =
        link_said(arena, LINK_WORDED, f, &(struct statement){0}, r->item[found->from].start, r->item[found->end - 1].end, index);
    return out->closed || is_of_numbers(f) || is_remainder_by_number(says->left, step->statements, step->count);
}

size_t facts_of(const struct fact_step *step, const struct fact_step *before, uint32_t index, struct arena *arena,
                struct link out[FACTS_MAX])
{
    size_t const signs = text_has_word(step->text, TEXT("positive negative nonnegative nonpositive nonzero"))
                             ? fact_signs(step, index, arena, out)
                             : 0;
    if (signs)
        return signs;
    struct reader *r = ARENA_ARRAY(arena, struct reader, 1); /* large, and most of it is never touched */
    struct facts *facts = ARENA_ARRAY(arena, struct facts, 1);
    fact_read(r, step, arena);
    if (!r->fine)
        return 0;
    fact_write_out(r, arena);
    facts->count = fact_find(r, before, arena, FACTS_MAX, facts->at);
    bool fine = facts->count && facts->count <= FACTS_MAX && is_plain(r, facts);
    for (size_t i = 0; i < facts->count && fine; i++)
        fine = fact_link(r, &facts->at[i], step, index, arena, &out[i]);
    return fine ? facts->count : 0;
}

/* Does the fact speak of that very equation: "the roots of $x^2 = 9$"? */
static bool speaks_of(const struct formula *fact, const struct formula *equation)
{
    const struct formula *call = fact->args[0];
    return call->kind == FORMULA_CALL && call->count > 0 && formula_same(call->args[0], equation);
}

bool facts_hold(const struct link *facts, size_t found, const struct link *links, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < found && !(facts[k].start <= links[i].start && links[i].end <= facts[k].end))
            k++;
        if (k == found || links[i].truth != TRUTH_UNKNOWN ||
            (links[i].said != LINK_WORDED && !formula_mentions(facts[k].formula, TEXT(FACT_CURVE)) &&
             !speaks_of(facts[k].formula, links[i].formula)))
            return false;
    }
    return true;
}

bool fact_boxes_other(struct text problem, struct text step, const char *const *kinds, size_t count)
{
    bool other = false;
    for (size_t i = 0; i < count && text_find(step, TEXT("\\boxed"), 0) < step.size; i++)
        other |= text_has_word(problem, text_of(kinds[i])) && !text_has_word(step, text_of(kinds[i]));
    return other;
}
