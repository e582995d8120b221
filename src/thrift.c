#include "thrift.h"

/* As on the wire. A field that is true or false has no more bytes; an item of a list has one. */
enum kind { STOP, IS_TRUE, IS_FALSE, BYTE, INT16, INT32, INT64, DOUBLE_BYTES, BYTES, LIST, SET, MAP, STRUCTURE };

static unsigned byte(struct thrift *t)
{
    if (!t->left.size) {
        t->bad = true;
        return 0;
    }
    unsigned const c = (unsigned char)t->left.at[0];
    t->left = text_part(t->left, 1, t->left.size);
    return c;
}

static uint64_t varint(struct thrift *t)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        unsigned const c = byte(t);
        number |= (uint64_t)(c & 127) << shift;
        if (c < 128)
            return number;
    }
    t->bad = true;
    return 0;
}

static int64_t zigzag(uint64_t number)
{
    return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

static struct text take(struct thrift *t, uint64_t size)
{
    struct text const taken = {t->left.at, (size_t)size};
    if (size > t->left.size) {
        t->bad = true;
        return TEXT("");
    }
    t->left = text_part(t->left, taken.size, t->left.size);
    return taken;
}

bool thrift_field(struct thrift *t, int *id)
{
    unsigned const head = byte(t);
    t->kind = head & 15;
    if (t->bad || t->kind == STOP)
        return false;
    int64_t const next = head >> 4 ? *id + (int64_t)(head >> 4) : zigzag(varint(t));
    t->bad = t->bad || next < 0 || next > INT16_MAX;
    *id = t->bad ? 0 : (int)next;
    return !t->bad;
}

int64_t thrift_int(struct thrift *t)
{
    t->bad = t->bad || t->kind < BYTE || t->kind > INT64;
    if (t->kind == BYTE)
        return (int8_t)byte(t);
    return t->bad ? 0 : zigzag(varint(t));
}

bool thrift_bool(struct thrift *t)
{
    t->bad = t->bad || (t->kind != IS_TRUE && t->kind != IS_FALSE);
    return t->kind == IS_TRUE;
}

struct text thrift_bytes(struct thrift *t)
{
    t->bad = t->bad || t->kind != BYTES;
    return t->bad ? TEXT("") : take(t, varint(t));
}

size_t thrift_list(struct thrift *t)
{
    t->bad = t->bad || (t->kind != LIST && t->kind != SET);
    unsigned const head = t->bad ? 0 : byte(t);
    uint64_t const count = head >> 4 == 15 ? varint(t) : head >> 4;
    t->kind = head & 15;
    t->bad = t->bad || count > t->left.size;
    return t->bad ? 0 : (size_t)count;
}

static void skip(struct thrift *t, unsigned depth);

static void skip_list(struct thrift *t, unsigned depth)
{
    size_t const count = thrift_list(t);
    unsigned const kind = t->kind;
    for (size_t i = 0; i < count && !t->bad; i++) {
        t->kind = kind;
        if (kind == IS_TRUE || kind == IS_FALSE)
            byte(t);
        else
            skip(t, depth);
    }
}

static void skip(struct thrift *t, unsigned depth)
{
    t->bad = t->bad || depth > THRIFT_DEPTH_MAX || t->kind == MAP || t->kind > STRUCTURE; /* Parquet has no maps */
    if (t->bad)
        return;
    if (t->kind == LIST || t->kind == SET)
        skip_list(t, depth + 1);
    else if (t->kind == BYTES)
        thrift_bytes(t);
    else if (t->kind == DOUBLE_BYTES)
        take(t, 8);
    else if (t->kind >= BYTE && t->kind <= INT64)
        thrift_int(t);
    else if (t->kind == STRUCTURE)
        for (int id = 0; thrift_field(t, &id);)
            skip(t, depth + 1);
}

void thrift_skip(struct thrift *t)
{
    skip(t, 0);
}
