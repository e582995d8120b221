#include "injector.h"

#include "suggest.h"

const struct injector *injector_find(struct text name, const struct injector *const *roster, size_t count, struct error *err)
{
    const char *names[INJECTORS_MAX];
    count = MIN(count, (size_t)INJECTORS_MAX);
    for (size_t i = 0; i < count; i++) {
        names[i] = roster[i]->name;
        if (text_equal(name, text_of(names[i])))
            return roster[i];
    }
    typed_unknown("injector", name, names, count, err);
    return NULL;
}
