#include "assess.h"

/* Unblinded: which side was chosen. */
static const char *meant(const struct survey_item *item, enum choice choice)
{
    if (item->kind == SURVEY_STEPS || choice >= CHOICE_TIE || item->control)
        return choice_word(item->kind, choice);
    return choice == item->right ? "right" : "faulty";
}

static void put_flag(struct json_writer *w, const char *key, bool flag)
{
    json_key(w, key);
    json_put_bool(w, flag);
}

static void put_words(struct json_writer *w, const char *key, struct text words)
{
    if (words.size)
        json_member_text(w, key, words);
}

static void put_answer(const struct survey_item *item, const struct ballot *ballot, enum opinion opinion, struct json_writer *w)
{
    enum choice const choice = ballot->choice == CHOICE_NONE ? CHOICE_ERROR : ballot->choice;
    json_member_text(w, "choice", text_of(meant(item, choice)));
    json_member_text(w, "expected", text_of(meant(item, item->right)));
    if (item->kind == SURVEY_STEPS && ballot->first_error >= 0 && choice == CHOICE_ERROR)
        json_member_int(w, "first_error", ballot->first_error);
    if (item->kind == SURVEY_STEPS)
        json_member_int(w, "expected_first_error", item->first_error);
    json_key(w, "agrees");
    json_put_raw(w, opinion == OPINION_UNSURE ? TEXT("null") : opinion == OPINION_YES ? TEXT("true") : TEXT("false"));
    put_words(w, "natural", ballot->natural);
    put_words(w, "dimension", ballot->dimension);
    put_words(w, "note", ballot->note);
}

void assess_verdicts(const struct ballots *ballots, struct buffer *out)
{
    int64_t kappas[MEASURES];
    bool with_key;
    for (enum measure m = 0; m < MEASURES; m++)
        kappas[m] = assess_kappa(ballots, m, &with_key);
    for (size_t i = 0; i < ballots->items_count; i++)
        for (size_t a = 0; a < ballots->annotators_count; a++) {
            const struct survey_item *item = &ballots->items[i];
            enum opinion const opinion = assess_opinion(item, &ballots->by[a][i]);
            struct json_writer w = {.out = out};
            if (opinion == OPINION_NONE)
                continue;
            json_open(&w, '{');
            json_member_text(&w, "pair_id", item->pair_id);
            json_member_text(&w, "item", text_of(item->id));
            json_member_text(&w, "bundle", text_of(survey_names[item->kind]));
            agreement_json(&w, "kappa", kappas[item->kind]);
            json_member_text(&w, "injector", item->injector);
            json_member_text(&w, "class", item->class);
            put_flag(&w, "control", item->control);
            put_flag(&w, "gold", item->gold);
            json_member_text(&w, "annotator", ballots->annotators[a]);
            put_answer(item, &ballots->by[a][i], opinion, &w);
            json_close(&w, '}');
            buffer_char(out, '\n');
        }
}
