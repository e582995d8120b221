/* measure: of which names a text says that they are angles from 0 to 180 degrees: "if $\theta$ is the angle between them", \angle ABC, the
 * corners of a triangle.
 */
#ifndef MISSTEP_MEASURE_H
#define MISSTEP_MEASURE_H

#include "link.h"

/* Do the problem, the step or the steps before it make the symbol such an angle? */
bool measure_is_angle(const struct scene *scene, const struct formula *symbol);

/* The corners of the only triangle that problem and step name; false if there is none. */
bool measure_triangle(const struct scene *scene, char corners[3]);

/* Does the symbol, A or \angle A, name the angle at that corner? */
bool measure_is_corner(const struct formula *f, char letter);

#endif
