/* message: one turn of a conversation, as chat formats write it: {"role", "content"}. */
#ifndef MISSTEP_MESSAGE_H
#define MISSTEP_MESSAGE_H

#include "json_write.h"

/* The type of a list of them, as in column.h. */
#define MESSAGE_COLUMN "[{role:string,content:string}]"

/* An item of a list that is open. */
void message_put(struct json_writer *w, const char *role, struct text content);

/* A key and a list of one turn. */
void message_member(struct json_writer *w, const char *key, const char *role, struct text content);

#endif
