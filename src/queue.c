#include "queue.h"

#include <pthread.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t has_room, has_item;
    size_t room, count, first;
    bool closed;
    void *items[];
};

struct queue *queue_new(size_t room)
{
    if (room == 0 || room > (SIZE_MAX - sizeof(struct queue)) / sizeof(void *))
        die("queue: absurd room %zu", room);
    struct queue *queue = memory_new(sizeof *queue + room * sizeof *queue->items);
    *queue = (struct queue){.room = room};
    if (pthread_mutex_init(&queue->lock, NULL) || pthread_cond_init(&queue->has_room, NULL) ||
        pthread_cond_init(&queue->has_item, NULL))
        die("queue: the system has no more locks");
    return queue;
}

bool queue_put(struct queue *queue, void *item)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == queue->room && !queue->closed)
        pthread_cond_wait(&queue->has_room, &queue->lock);
    bool const open = !queue->closed;
    if (open) {
        queue->items[(queue->first + queue->count++) % queue->room] = item;
        pthread_cond_signal(&queue->has_item);
    }
    pthread_mutex_unlock(&queue->lock);
    return open;
}

bool queue_take(struct queue *queue, void **item)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == 0 && !queue->closed)
        pthread_cond_wait(&queue->has_item, &queue->lock);
    bool const some = queue->count > 0;
    if (some) {
        *item = queue->items[queue->first];
        queue->first = (queue->first + 1) % queue->room;
        queue->count--;
        pthread_cond_signal(&queue->has_room);
    }
    pthread_mutex_unlock(&queue->lock);
    return some;
}

void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->closed = true;
    pthread_cond_broadcast(&queue->has_room);
    pthread_cond_broadcast(&queue->has_item);
    pthread_mutex_unlock(&queue->lock);
}

void queue_free(struct queue *queue)
{
    if (!queue)
        return;
    pthread_cond_destroy(&queue->has_item);
    pthread_cond_destroy(&queue->has_room);
    pthread_mutex_destroy(&queue->lock);
    free(queue);
}
