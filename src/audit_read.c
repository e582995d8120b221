#include "audit_parts.h"

enum kind { STRING, STRINGS, INTS, INT, COUNT_INT, HEX, NESTED, LIST, DECIMAL, EXACT, NAME };

/* A key, what its value must be, and where it goes. */
struct field {
    const char *key;
    enum kind kind;
    size_t offset;
};

#define AT(type, member) offsetof(struct type, member)

static const struct field record_fields[] = {
    {"id", STRING, AT(audited, id)},
    {"source", STRING, AT(audited, source)},
    {"source_id", STRING, AT(audited, source_id)},
    {"problem_id", HEX, AT(audited, problem_id)},
    {"group_id", HEX, AT(audited, group_id)},
    {"pair_id", HEX, AT(audited, pair_id)},
    {"level", STRING, AT(audited, level)},
    {"problem", STRING, AT(audited, problem)},
    {"twin", STRING, AT(audited, twin)},
    {"answer", STRING, AT(audited, answer)},
    {"steps", STRINGS, AT(audited, steps)},
    {"gaps", STRINGS, AT(audited, gaps)},
    {"bad_steps", STRINGS, AT(audited, bad_steps)},
    {"origin", INTS, AT(audited, origin)},
    {"bad_answer", STRING, AT(audited, bad_answer)},
    {"first_error", INT, AT(audited, first_error)},
    {"injector", NAME, AT(audited, injector)},
    {"class", NAME, AT(audited, class)},
    {"mode", NAME, AT(audited, mode)},
    {"entity", STRING, AT(audited, entity)},
    {"explanation", STRING, AT(audited, explanation)},
    {"edit", NESTED, AT(audited, edit_raw)},
    {"follow_ups", LIST, AT(audited, follow_ups_raw)},
    {"step_labels", STRINGS, AT(audited, step_labels)},
    {"local", STRINGS, AT(audited, local)},
    {"certificate", NESTED, AT(audited, certificate_raw)},
    {"source_proof", NAME, AT(audited, source_proof)},
    {"basis", NAME, AT(audited, basis)},
    {"edit_distance", DECIMAL, AT(audited, edit_distance_raw)},
    {"length_delta", INT, AT(audited, length_delta)},
    {"depth", COUNT_INT, AT(audited, depth)},
    {"seed", COUNT_INT, AT(audited, seed)},
    {"tool", STRING, AT(audited, tool)},
    {"config", HEX, AT(audited, config)},
    {"teacher", STRING, AT(audited, teacher)},
    {"attempt", COUNT_INT, AT(audited, attempt)},
    {"round", COUNT_INT, AT(audited, round)},
    {"principle", STRING, AT(audited, principle)},
    {"weight", COUNT_INT, AT(audited, weight)},
    {"logp_good", EXACT, AT(audited, logp_good_raw)}, /* these four: all or none */
    {"logp_bad", EXACT, AT(audited, logp_bad_raw)},
    {"logp_tokens", INTS, AT(audited, logp_tokens)},
    {"logp_teacher", STRING, AT(audited, logp_teacher)},
};
enum { CHANCES = 4, PLAIN = COUNT(record_fields) - CHANCES };

static const struct field edit_fields[] = {
    {"step", COUNT_INT, AT(audit_edit, step)},    {"start", COUNT_INT, AT(audit_edit, start)},
    {"end", COUNT_INT, AT(audit_edit, end)},      {"was", STRING, AT(audit_edit, was)},
    {"becomes", STRING, AT(audit_edit, becomes)},
};

static const struct field certificate_fields[] = {
    {"kind", NAME, AT(audit_certificate, kind)},         {"claim", STRING, AT(audit_certificate, claim)},
    {"left", STRING, AT(audit_certificate, left)},       {"right", STRING, AT(audit_certificate, right)},
    {"at", STRING, AT(audit_certificate, at)},           {"says", STRING, AT(audit_certificate, says)},
    {"rests_on", INTS, AT(audit_certificate, rests_on)}, {"before", NESTED, AT(audit_certificate, before_raw)},
    {"after", NESTED, AT(audit_certificate, after_raw)},
};

static const struct field count_fields[] = {
    {"proved", COUNT_INT, AT(audit_counts, proved)},
    {"rounded", COUNT_INT, AT(audit_counts, rounded)},
    {"unknown", COUNT_INT, AT(audit_counts, unknown)},
};

static bool whole(struct text raw, int64_t *out)
{
    return !text_equal(raw, TEXT("-0")) && json_int(raw, out);
}

static bool is_hex(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!is_digit(text.at[i]) && !(text.at[i] >= 'a' && text.at[i] <= 'f'))
            return false;
    return text.size == AUDIT_HEX;
}

static bool is_name(struct text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!(text.at[i] >= 'a' && text.at[i] <= 'z') && !is_digit(text.at[i]) && text.at[i] != '_')
            return false;
    return text.size > 0 && text.size <= AUDIT_CLAIM_MAX;
}

/* One digit, a point, four digits. */
static bool is_four_places(struct text raw)
{
    bool good = raw.size == 6 && (raw.at[0] == '0' || raw.at[0] == '1') && raw.at[1] == '.';
    for (size_t i = 2; good && i < 6; i++)
        good = is_digit(raw.at[i]);
    return good;
}

/* A decimal as the record writes it: with a point, without exponent, no zero too many. */
static bool is_exact(struct text raw)
{
    struct text const digits = text_part(raw, raw.size && raw.at[0] == '-', raw.size);
    size_t const point = text_find(digits, TEXT("."), 0);
    for (size_t i = 0; i < digits.size; i++)
        if (i != point && !is_digit(digits.at[i]))
            return false;
    return point < digits.size && (!text_ends(digits, TEXT("0")) || point + 2 == digits.size);
}

static bool read_ints(struct text raw, struct arena *arena, struct audit_ints *out)
{
    struct json_member *items;
    size_t count;
    if (!json_items(raw, arena, &items, &count))
        return false;
    int64_t *at = ARENA_ARRAY(arena, int64_t, count);
    for (size_t i = 0; i < count; i++)
        if (items[i].kind != JSON_NUMBER || !whole(items[i].raw, &at[i]))
            return false;
    *out = (struct audit_ints){at, count};
    return true;
}

static bool read_text(const struct json_member *member, enum kind kind, struct arena *arena, struct text *out)
{
    return member->kind == JSON_STRING && json_string(member->raw, arena, out) && (kind != HEX || is_hex(*out)) &&
           (kind != NAME || is_name(*out));
}

static bool read_raw(const struct json_member *member, enum kind kind, struct text *out)
{
    *out = member->raw;
    return kind == NESTED ? member->kind == JSON_OBJECT
           : kind == LIST ? member->kind == JSON_ARRAY
                          : member->kind == JSON_NUMBER && (kind == EXACT ? is_exact : is_four_places)(member->raw);
}

static bool read_value(const struct json_member *member, enum kind kind, struct arena *arena, void *into)
{
    struct audit_texts *texts = into;
    int64_t *number = into;
    switch (kind) {
    case STRING:
    case HEX:
    case NAME:
        return read_text(member, kind, arena, into);
    case STRINGS:
        return member->kind == JSON_ARRAY && json_strings(member->raw, arena, &texts->at, &texts->count);
    case INTS:
        return member->kind == JSON_ARRAY && read_ints(member->raw, arena, into);
    case INT:
    case COUNT_INT:
        return member->kind == JSON_NUMBER && whole(member->raw, number) && (kind == INT || *number >= 0);
    default:
        return read_raw(member, kind, into);
    }
}

/* Reads an object with exactly these keys in this order. */
static bool read_fields(struct audit *a, const struct json_object *object, const struct field *fields, size_t count,
                        const char *where, void *into)
{
    bool good = true;
    for (size_t i = 0; i < MIN(count, object->count); i++)
        if (!text_equal(object->members[i].key, text_of(fields[i].key))) {
            audit_note(a, "the keys are not those of a record, in their order", "%s has \"%.*s\" where \"%s\" should be", where,
                       AUDIT_QUOTE(object->members[i].key), fields[i].key);
            return false;
        }
    if (object->count != count) {
        audit_note(a, "the keys are not those of a record, in their order", "%s has %zu keys, not %zu", where, object->count,
                   count);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!read_value(&object->members[i], fields[i].kind, a->arena, (char *)into + fields[i].offset)) {
            audit_note(a, "a value is not of the kind that its key calls for", "%s of %s", fields[i].key, where);
            good = false;
        }
    return good;
}

static bool read_nested(struct audit *a, struct text raw, const struct field *fields, size_t count, const char *where, void *into)
{
    struct json_object object;
    struct error err;
    if (json_read_object(raw, a->arena, &object, &err))
        return read_fields(a, &object, fields, count, where, into);
    audit_note(a, "a value is not of the kind that its key calls for", "%s: %s", where, err.says);
    return false;
}

static bool read_edits(struct audit *a)
{
    struct json_member *items;
    size_t count;
    if (!json_items(a->r.follow_ups_raw, a->arena, &items, &count) || count > AUDIT_FOLLOW_UPS_MAX) {
        audit_note(a, "the record is too large to be checked", "more than %d follow-ups", AUDIT_FOLLOW_UPS_MAX);
        return false;
    }
    struct audit_edit *edits = ARENA_ZEROS(a->arena, struct audit_edit, count + 1);
    bool good = read_nested(a, a->r.edit_raw, edit_fields, COUNT(edit_fields), "the edit", &edits[0]);
    for (size_t i = 0; good && i < count; i++)
        good = read_nested(a, items[i].raw, edit_fields, COUNT(edit_fields), "a follow-up", &edits[i + 1]);
    a->r.edits = edits;
    a->r.edits_count = count + 1;
    return good;
}

static bool read_certificate(struct audit *a)
{
    struct audit_certificate *c = &a->r.certificate;
    return read_nested(a, a->r.certificate_raw, certificate_fields, COUNT(certificate_fields), "the certificate", c) &&
           read_nested(a, c->before_raw, count_fields, COUNT(count_fields), "before", &c->before) &&
           read_nested(a, c->after_raw, count_fields, COUNT(count_fields), "after", &c->after);
}

static void check_words(struct audit *a, const char *key, struct text word, const char *const *allowed)
{
    for (; *allowed; allowed++)
        if (audit_is(word, *allowed))
            return;
    audit_note(a, "a word is not one that its key allows", "%s \"%.*s\"", key, AUDIT_QUOTE(word));
}

static void check_all_words(struct audit *a)
{
    static const char *const classes[] = {"locally_false", "derailed", "structural", "harmless", NULL};
    static const char *const modes[] = {"carried", "truncated", "clean", NULL};
    static const char *const proofs[] = {"all_steps", "derived_answer", "no_refutation", NULL};
    static const char *const bases[] = {"proved", "source", NULL};
    static const char *const labels[] = {"ok", "error", "inherited", "independent", "unchecked", NULL};
    static const char *const verdicts[] = {"proved", "refuted", "unknown", NULL};
    struct audited const *r = &a->r;
    check_words(a, "class", r->class, classes);
    check_words(a, "mode", r->mode, modes);
    check_words(a, "source_proof", r->source_proof, proofs);
    check_words(a, "basis", r->basis, bases);
    for (size_t i = 0; i < r->step_labels.count; i++)
        check_words(a, "step_labels", r->step_labels.at[i], labels);
    for (size_t i = 0; i < r->local.count; i++)
        check_words(a, "local", r->local.at[i], verdicts);
}

static bool check_lengths(struct audit *a)
{
    struct audited const *r = &a->r;
    size_t const bad = r->bad_steps.count;
    bool good = r->steps.count > 0 && bad > 0;
    if (!good)
        audit_note(a, "there are no steps", "%s", "");
    if (r->steps.count > AUDIT_STEPS_MAX || r->certificate.rests_on.count > AUDIT_RESTS_ON_MAX) {
        audit_note(a, "the record is too large to be checked", "%zu steps", r->steps.count);
        return false;
    }
    if (r->gaps.count != r->steps.count + 1) {
        audit_note(a, "there is not one gap before, between and behind all steps", "%zu gaps, %zu steps", r->gaps.count,
                   r->steps.count);
        good = false;
    }
    if (r->origin.count != bad || r->step_labels.count != bad || r->local.count != bad) {
        audit_note(a, "origin, step_labels and local are not as long as bad_steps", "%zu, %zu, %zu, not %zu", r->origin.count,
                   r->step_labels.count, r->local.count, bad);
        good = false;
    }
    return good;
}

static void check_chances(struct audit *a)
{
    struct audit_ints const tokens = a->r.logp_tokens;
    if (a->r.logp_good_raw.size && (tokens.count != 2 || tokens.at[0] < 1 || tokens.at[1] < 1 || !a->r.logp_teacher.size))
        audit_note(a, "a log-probability without its tokens, or without the model", "%s", "");
}

bool audit_read(struct audit *a, const struct json_object *object)
{
    if (object->count && audit_is(object->members[0].key, "id"))
        a->r.id_raw = object->members[0].raw;
    bool const good =
        read_fields(a, object, record_fields, object->count > PLAIN ? COUNT(record_fields) : PLAIN, "the record", &a->r);
    if (!good || !read_edits(a) || !read_certificate(a))
        return false;
    check_all_words(a);
    check_chances(a);
    return check_lengths(a);
}
