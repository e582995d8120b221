#include "laws.h"
const struct law laws_of_claims[] = {{NULL, NULL}};
