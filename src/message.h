/* message: one turn of a conversation, as chat formats write it: {"role", "content"}. */
#ifndef MISSTEP_MESSAGE_H
#define MISSTEP_MESSAGE_H

#include "json_write.h"

/* The types of one and of a list of them, as in column.h. */
#define MESSAGE_TYPE   "{role:string,content:string}"
#define MESSAGE_COLUMN "[" MESSAGE_TYPE "]"

/* An item of a list that is open, or the value of a key. */
void message_put(struct json_writer *w, const char *role, struct text content);

/* A key and a list of one turn. */
void message_member(struct json_writer *w, const char *key, const char *role, struct text content);

#endif
