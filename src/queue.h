/* queue: a bounded queue of pointers between threads. First in, first out; any number of threads at both ends. */
#ifndef MISSTEP_QUEUE_H
#define MISSTEP_QUEUE_H

#include "base.h"

struct queue;

/* A queue that holds at most `room` items (at least 1). It never owns what the items point to. */
struct queue *queue_new(size_t room) MUST_USE;

/* Waits for room and puts the item in. False when the queue is closed (also while waiting): the item stays the caller's. */
bool queue_put(struct queue *queue, void *item) MUST_USE;

/* Waits for an item and takes it out. False when the queue is closed and empty: nothing will come any more. */
bool queue_take(struct queue *queue, void **item) MUST_USE;

/* No more puts; what is inside can still be taken. Wakes everybody who waits. May be called again. */
void queue_close(struct queue *queue);

/* When no thread uses it any more. Items still inside are forgotten, not freed. NULL is allowed. */
void queue_free(struct queue *queue);

#endif
