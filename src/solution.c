#include "solution.h"

enum { MARK_BYTES_MAX = 400 }; /* of a calculator mark */

static struct solution solution_new(size_t count, struct arena *arena)
{
    return (struct solution){ARENA_ARRAY(arena, struct text, count), ARENA_ARRAY(arena, struct text, count + 1),
                             ARENA_ARRAY(arena, struct step_note, count), count, false};
}

static struct solution from_pieces(struct text text, const struct pieces *pieces, struct arena *arena)
{
    struct solution out = solution_new(pieces->count, arena);
    size_t at = 0;
    for (size_t i = 0; i < out.count; i++) {
        const struct piece *piece = &pieces->at[i];
        out.gaps[i] = text_part(text, at, piece->start);
        out.steps[i] = text_part(text, piece->start, piece->end);
        out.notes[i] = (struct step_note){(unsigned char)piece->by, piece->thought};
        at = piece->end;
    }
    out.gaps[out.count] = text_part(text, at, text.size);
    return out;
}

/* Thoughts and answer get half of the steps each at most, so that neither crowds out the other. */
static void cut_stretches(struct text text, struct splitting how, struct pieces *pieces)
{
    struct stretch stretches[2 * THOUGHTS_MAX + 1];
    size_t const count = think_stretches(text, stretches), share = count > 1 ? (STEPS_MAX - count) / 2 : STEPS_MAX;
    size_t used[2] = {0, 0};
    for (size_t i = 0; i < count; i++) {
        const struct stretch *s = &stretches[i];
        size_t const had = pieces->count, left = used[s->thought] < share ? share - used[s->thought] : 1;
        if (s->thought && how.think == THINK_DROP)
            continue;
        segment(text, s->start, s->end, how.by, had ? PARTED_THOUGHT : PARTED_START, left, pieces);
        for (size_t k = had; k < pieces->count; k++)
            pieces->at[k].thought = s->thought;
        used[s->thought] += pieces->count - had;
    }
}

struct solution solution_split(struct text text, struct splitting how, struct arena *arena)
{
    struct pieces pieces = {.arena = arena};
    if (how.think == THINK_KEEP)
        segment(text, 0, text.size, how.by, PARTED_START, STEPS_MAX, &pieces);
    else
        cut_stretches(text, how, &pieces);
    return from_pieces(text, &pieces, arena);
}

struct solution solution_listed(const struct text *steps, size_t count, struct arena *arena)
{
    struct solution out = solution_new(count, arena);
    for (size_t i = 0; i <= count; i++) {
        out.gaps[i] = i == 0 || i == count ? TEXT("") : TEXT("\n");
        if (i == count)
            break;
        out.steps[i] = steps[i];
        out.notes[i] = (struct step_note){PARTED_LISTED, false};
    }
    return out;
}

/* "<<48/2=24>>24": is what stands behind the last "=" also what the text goes on with? "24.0" and "24" agree. */
static bool mark_agrees(struct text mark, struct text behind)
{
    size_t equals = mark.size;
    while (equals > 0 && mark.at[equals - 1] != '=')
        equals--;
    struct text const result = text_part(mark, equals, mark.size);
    size_t i = 0, k = 0;
    while (i < result.size) {
        if (k < behind.size && behind.at[k] == ',' && k + 1 < behind.size && is_digit(behind.at[k + 1]))
            k++;
        if (k >= behind.size || behind.at[k] != result.at[i])
            break;
        i++;
        k++;
    }
    struct text const left = text_part(result, i, result.size);
    bool const zeros = left.size > 1 && left.at[0] == '.' && left.at[1] == '0';
    return equals > 0 && (left.size == 0 || zeros || result.at[0] == '.');
}

struct text solution_strip_marks(struct text text, struct arena *arena, struct marks *marks)
{
    size_t from = text_find(text, TEXT("<<"), 0), kept = 0, done = 0;
    if (from >= text.size)
        return text;
    char *out = arena_alloc(arena, text.size + 1);
    while (from < text.size) {
        size_t const last = MIN(text.size, from + MARK_BYTES_MAX) - 1;
        size_t end = from;
        while (end < last && text.at[end] != '\n' && (text.at[end] != '>' || text.at[end + 1] != '>'))
            end++;
        bool const closed = end < last && text.at[end] == '>';
        size_t const keep = closed ? from : from + 2;
        memcpy(out + kept, text.at + done, keep - done);
        kept += keep - done;
        done = closed ? end + 2 : keep;
        marks->seen += closed;
        marks->agree += closed && mark_agrees(text_part(text, from + 2, end), text_part(text, done, text.size));
        from = text_find(text, TEXT("<<"), done);
    }
    memcpy(out + kept, text.at + done, text.size - done);
    return (struct text){out, kept + text.size - done};
}
