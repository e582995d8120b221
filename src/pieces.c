#include "pieces.h"

const struct column piece_spans_columns[] = {{"chosen_spans", "[[int64]]"}, {"rejected_spans", "[[int64]]"}, {NULL, NULL}};
const struct column piece_weights_columns[] = {{"weights", "[float64]"}, {NULL, NULL}};
const struct column piece_logp_columns[] = {{"logp_good", "float64"}, {"logp_bad", "float64"}, {NULL, NULL}};
const struct column piece_principle_columns[] = {{"principle", "string"}, {"round", "int64"}, {NULL, NULL}};
const struct column piece_margin_columns[] = {{"margin", "float64"}, {NULL, NULL}};
const char *const piece_shepherd_marks[] = {"ки", NULL};
const char *const piece_media_marks[] = {"<image>", "<video>", "<audio>", NULL};

void piece_turns(struct json_writer *w, const struct render *how, struct text asked)
{
    if (how->system.size)
        message_put(w, "system", how->system);
    message_put(w, "user", asked);
}

void piece_asked(struct json_writer *w, const char *key, const struct render *how, struct text asked)
{
    json_key(w, key);
    json_open(w, '[');
    piece_turns(w, how, asked);
    json_close(w, ']');
}

void piece_chat(struct json_writer *w, const char *key, const struct render *how, struct text asked, struct text answer)
{
    json_key(w, key);
    json_open(w, '[');
    piece_turns(w, how, asked);
    message_put(w, "assistant", answer);
    json_close(w, ']');
}

void piece_stepwise(struct json_writer *w, struct text prompt, const struct labelled *shown)
{
    json_member_text(w, "prompt", prompt);
    json_key(w, "completions");
    json_put_texts(w, shown->steps, shown->count);
    piece_truths(w, "labels", shown);
}

void piece_ones(struct json_writer *w, const char *key, const struct labelled *shown)
{
    json_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < shown->count; i++)
        json_put_int(w, shown->right[i]);
    json_close(w, ']');
}

void piece_truths(struct json_writer *w, const char *key, const struct labelled *shown)
{
    json_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < shown->count; i++)
        json_put_bool(w, shown->right[i]);
    json_close(w, ']');
}

static void put_spans(struct json_writer *w, const char *key, const struct spans *spans)
{
    json_key(w, key);
    json_open(w, '[');
    for (size_t i = 0; i < spans->count; i++) {
        json_open(w, '[');
        json_put_int(w, (int64_t)spans->at[i].start);
        json_put_int(w, (int64_t)spans->at[i].end);
        json_close(w, ']');
    }
    json_close(w, ']');
}

void piece_spans(struct json_writer *w, const struct sides *s)
{
    struct spans chosen, rejected;
    if (!s->how->with[EXTRA_SPANS])
        return;
    spans_of(s->pair, &s->shown, s->how, s->arena, &chosen, &rejected);
    put_spans(w, piece_spans_columns[0].name, &chosen);
    put_spans(w, piece_spans_columns[1].name, &rejected);
}

void piece_weights(struct json_writer *w, const struct labelled *shown, const struct render *how)
{
    struct text const written[] = {TEXT("0.0"), TEXT("0.5"), TEXT("1.0")};
    if (!how->with[EXTRA_WEIGHTS])
        return;
    json_key(w, piece_weights_columns[0].name);
    json_open(w, '[');
    for (size_t i = 0; i < shown->count; i++)
        json_put_raw(w, written[shown->halves[i]]);
    json_close(w, ']');
}

void piece_margin(struct json_writer *w, const struct sides *s)
{
    int64_t const hundredths = render_margin(s->pair);
    char const digits[] = {(char)('0' + hundredths / 100), '.', (char)('0' + hundredths / 10 % 10),
                           (char)('0' + hundredths % 10)};
    if (!s->how->with[EXTRA_MARGIN])
        return;
    json_key(w, piece_margin_columns[0].name);
    json_put_raw(w, (struct text){digits, sizeof digits});
}

void piece_logp(struct json_writer *w, const struct sides *s)
{
    if (!s->how->with[EXTRA_LOGP])
        return;
    json_key(w, piece_logp_columns[0].name);
    json_put_raw(w, s->pair->logp_good);
    json_key(w, piece_logp_columns[1].name);
    json_put_raw(w, s->pair->logp_bad);
}

bool piece_logp_known(const struct pair *pair, const struct render *how)
{
    return !how->with[EXTRA_LOGP] || pair->logp_good.size || render_drop(how, DROP_NO_LOGP);
}

void piece_principle(struct json_writer *w, const struct sides *s)
{
    if (!s->how->with[EXTRA_PRINCIPLE])
        return;
    json_member_text(w, piece_principle_columns[0].name, s->pair->principle);
    json_member_int(w, piece_principle_columns[1].name, s->pair->round);
}

static struct text marked(struct text question, const struct labelled *shown, const struct text marks[static 2],
                          struct arena *arena)
{
    struct text *pieces = ARENA_ARRAY(arena, struct text, 4 * shown->count + 1);
    size_t count = 0;
    pieces[count++] = question;
    for (size_t i = 0; i < shown->count; i++) {
        pieces[count++] = i ? TEXT("\n") : TEXT(" ");
        pieces[count++] = shown->steps[i];
        pieces[count++] = TEXT(" ");
        pieces[count++] = marks[shown->right[i]];
    }
    return render_concat(pieces, count, arena);
}

bool piece_numbered(const struct pair *pair, bool clean, const struct render *given, struct arena *arena, struct labelled *out)
{
    struct text const first = TEXT("Step 1:");
    struct render how = *given;
    how.step_prefix = TEXT("Step {k}: ");
    how.renumber = true;
    if (!render_labelled(pair, clean, &how, arena, out))
        return false;
    if (text_find(out->steps[0], first, first.size) == out->steps[0].size)
        return true;
    given->note->why = DROP_MARK;
    return false;
}

bool piece_shepherd(const struct pair *pair, bool clean, const struct render *how, struct arena *arena, struct shepherd *out)
{
    struct text const mark = text_of(piece_shepherd_marks[0]), question = render_question(pair, how, arena);
    struct text const marks[] = {mark, mark}, labels[] = {TEXT("-"), TEXT("+")};
    if (!piece_numbered(pair, clean, how, arena, &out->shown))
        return false;
    out->input = marked(question, &out->shown, marks, arena);
    out->label = marked(question, &out->shown, labels, arena);
    return true;
}

size_t piece_sides(const struct pair *pair, const struct render *how, struct arena *arena, struct buffer *out,
                   void (*put)(struct json_writer *w, const struct sides *sides))
{
    struct sides sides = {.pair = pair, .how = how, .arena = arena};
    struct json_writer w = {.out = out};
    if (!render_preference(pair, how, arena, &sides.shown))
        return 0;
    json_open(&w, '{');
    put(&w, &sides);
    piece_end(&w);
    return 1;
}

void piece_chats(struct json_writer *w, const struct sides *s)
{
    piece_asked(w, "prompt", s->how, s->shown.asked);
    message_member(w, "chosen", "assistant", s->shown.chosen);
    message_member(w, "rejected", "assistant", s->shown.rejected);
}

void piece_dataset_info(struct text rows, struct text more, struct text columns, struct buffer *out)
{
    buffer_format(out,
                  "{\n"
                  "  \"misstep_dpo\": {\n"
                  "    \"file_name\": \"%.*s\",\n"
                  "%.*s"
                  "    \"ranking\": true,\n"
                  "    \"columns\": {%.*s}\n"
                  "  }\n"
                  "}\n",
                  (int)rows.size, rows.at, (int)more.size, more.at, (int)columns.size, columns.at);
}

void piece_end(struct json_writer *w)
{
    json_close(w, '}');
    buffer_char(w->out, '\n');
}
