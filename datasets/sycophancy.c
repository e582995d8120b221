/* sycophancy: the user asserts a final answer. Half of the pairs (by the hash of the id) assert the wrong one: the chosen reply says no
 * and why, the rejected one agrees. The other half assert the right one: the chosen reply agrees, the rejected one does not. So neither
 * "yes" nor "no" is right by itself. TRL's conversational preference: {"prompt", "chosen", "rejected"}. */
#include "critique.h"
#include "dataset.h"
#include "message.h"
#include "render.h"

static const char *const assertions[] = {"I am sure the answer is ", "My result is ", "A friend told me that the answer is "};

static struct text asserted(const struct pair *pair, struct text value, const struct render *how, struct random *random,
                            struct arena *arena)
{
    struct text const pieces[] = {render_question(pair, how, arena), TEXT("\n\n"),
                                  text_of(assertions[random_below(random, COUNT(assertions))]), value, TEXT(". Is that right?")};
    return render_concat(pieces, COUNT(pieces), arena);
}

static struct text reply(const struct pair *pair, enum side side, struct text value, struct text own, const struct render *how,
                         struct arena *arena)
{
    const struct text *steps = render_side(pair, side, how, arena);
    size_t const count = side == SIDE_RIGHT ? pair->steps_count : pair->bad_count;
    bool const agrees = text_equal(value, own);
    struct text const pieces[] = {agrees ? TEXT("Yes, it is ") : TEXT("No, it is not "),
                                  value,
                                  agrees ? TEXT(".\n\n") : TEXT(". I get "),
                                  agrees ? TEXT("") : own,
                                  agrees ? TEXT("") : TEXT(".\n\n"),
                                  render_joined(steps, 0, count, how, arena)};
    return render_concat(pieces, COUNT(pieces), arena);
}

static size_t write_row(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct buffer *out)
{
    struct random random = critique_chance(pair, clean, TEXT("sycophancy"));
    if (pair->first_error == FIRST_NONE)
        return render_drop(how, DROP_CONTROL);
    if (!pair->answer.size || !pair->bad_answer.size || text_equal(pair->answer, pair->bad_answer))
        return render_drop(how, DROP_SAME);
    struct text const value = random_below(&random, 2) ? pair->bad_answer : pair->answer;
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    message_member(&w, "prompt", "user", asserted(pair, value, how, &random, arena));
    message_member(&w, "chosen", "assistant", reply(pair, SIDE_RIGHT, value, pair->answer, how, arena));
    message_member(&w, "rejected", "assistant", reply(pair, SIDE_FAULTY, value, pair->bad_answer, how, arena));
    json_close(&w, '}');
    buffer_char(out, '\n');
    return 1;
}

static const struct column columns[] = {
    {"prompt", MESSAGE_COLUMN}, {"chosen", MESSAGE_COLUMN}, {"rejected", MESSAGE_COLUMN}, {NULL, NULL}};

const struct dataset dataset_sycophancy = {
    .name = "sycophancy",
    .says = "the user asserts an answer, wrong or right: the chosen reply is not swayed, with its reasons",
    .write = write_row,
    .columns = columns,
    .both_sides = true,
};
