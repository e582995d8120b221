#include "contrast.h"

/* The first step that differs; false if none does. */
static bool parting(const struct pair *pair, int32_t *out)
{
    size_t k = 0;
    while (k < MIN(pair->steps_count, pair->bad_count) && text_equal(pair->steps[k], pair->bad_steps[k]))
        k++;
    *out = (int32_t)k;
    return k < pair->bad_count;
}

static bool place(const struct pair *pair, struct contrast *c, struct error *err)
{
    if (pair->bad_count && pair->first_error != FIRST_UNKNOWN)
        c->first_error = pair->first_error;
    else if (pair->bad_count && !pair->steps_count)
        return fail(err, EXIT_DATA, "nobody says where the solution goes wrong");
    else if (pair->bad_count && !parting(pair, &c->first_error))
        return fail(err, EXIT_DATA, "no step of the rejected solution differs from the chosen one");
    return true;
}

static bool counterpart(const struct pair *pair, struct arena *arena, struct contrast *c, struct error *err)
{
    int32_t *origin;
    if (c->first_error < 0)
        return true;
    int32_t from = c->first_error;
    if (pair->origin.size) {
        if (!pair_origin(pair, arena, &origin, err))
            return false;
        from = origin[c->first_error];
    }
    c->counterpart = from < (int64_t)pair->steps_count ? from : -1;
    return true;
}

bool contrast_of(const struct pair *pair, struct arena *arena, struct contrast *out, struct error *err)
{
    *out = (struct contrast){.source_id = pair->source_id,
                             .group_id = pair->group_id,
                             .problem = pair->problem,
                             .kind = pair->injector,
                             .class = pair->class,
                             .right = pair->steps,
                             .faulty = pair->bad_steps,
                             .right_count = pair->steps_count,
                             .faulty_count = pair->bad_count,
                             .first_error = -1,
                             .counterpart = -1};
    return place(pair, out, err) && counterpart(pair, arena, out, err);
}
