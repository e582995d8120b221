#include "ledger_parts.h"

void ledger_key_write(const struct ledger_key *key, char out[static 2 * LEDGER_KEY + 1])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < LEDGER_KEY; i++) {
        out[2 * i] = digits[key->at[i] >> 4];
        out[2 * i + 1] = digits[key->at[i] & 15];
    }
    out[2 * LEDGER_KEY] = '\0';
}

static int digit_of(char c)
{
    return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool ledger_key_read(struct text hex, struct ledger_key *out)
{
    if (hex.size != (size_t)2 * LEDGER_KEY)
        return false;
    for (size_t i = 0; i < LEDGER_KEY; i++) {
        int const high = digit_of(hex.at[2 * i]), low = digit_of(hex.at[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out->at[i] = (unsigned char)(high * 16 + low);
    }
    return true;
}

void ledger_forget(struct ledger *l)
{
    if (l && l->adding)
        sqlite3_exec(l->db, "ROLLBACK", NULL, NULL, NULL);
    if (l)
        l->adding = false;
}

bool ledger_again(struct ledger *l, int64_t teacher, struct error *err)
{
    sqlite3_stmt *s = ledger_ready(l, REQUEST_AGAIN);
    sqlite3_bind_int64(s, 1, teacher);
    return ledger_settle(l, err) && ledger_done(l, s, err);
}

bool ledger_batch_out(struct ledger *l, const struct ledger_key *key, int64_t now, int64_t worst_micro, struct error *err)
{
    int64_t attempt;
    return ledger_start_attempt(l, key, TEXT(LEDGER_BATCH), now, worst_micro, &attempt, err);
}

bool ledger_batch_back(struct ledger *l, const struct ledger_key *key, struct error *err)
{
    static const enum ledger_statement steps[] = {BATCH_CLOSE, BATCH_QUEUE};
    for (size_t i = 0; i < COUNT(steps); i++) {
        sqlite3_stmt *s = ledger_ready(l, steps[i]);
        ledger_bind_key(s, key);
        if (!ledger_done(l, s, err))
            return false;
        if (!sqlite3_changes(l->db))
            break;
    }
    return true;
}

static struct text column(sqlite3_stmt *s, int at, struct arena *arena)
{
    return text_copy(arena, (struct text){sqlite3_column_blob(s, at), (size_t)sqlite3_column_bytes(s, at)});
}

static bool find_attempt(struct ledger *l, const struct ledger_key *key, int64_t *attempt, struct error *err)
{
    bool found;
    sqlite3_stmt *s = ledger_ready(l, BATCH_ATTEMPT);
    ledger_bind_key(s, key);
    if (!ledger_row(l, s, &found, err))
        return false;
    *attempt = found ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return true;
}

bool ledger_batch_find(struct ledger *l, const struct ledger_key *key, struct arena *arena, struct ledger_batched *out,
                       struct error *err)
{
    *out = (struct ledger_batched){.request.key = *key};
    if (!ledger_settle(l, err))
        return false;
    sqlite3_stmt *s = ledger_ready(l, REQUEST_GET);
    ledger_bind_key(s, key);
    if (!ledger_row(l, s, &out->known, err))
        return false;
    if (!out->known)
        return true;
    size_t const state = ledger_place((const char *)sqlite3_column_text(s, 1), ledger_state_names, LEDGER_STATES);
    out->state = (enum ledger_state)MIN(state, (size_t)LEDGER_FAILED);
    out->request.teacher = sqlite3_column_int64(s, 0);
    out->request.path = column(s, 2, arena);
    out->request.body = column(s, 3, arena);
    out->request.sample = sqlite3_column_int64(s, 4);
    out->request.max_tokens = sqlite3_column_int64(s, 5);
    sqlite3_reset(s);
    return find_attempt(l, key, &out->attempt, err);
}
