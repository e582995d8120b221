#include "laws.h"
const struct law laws_of_certificates[] = {{NULL, NULL}};
