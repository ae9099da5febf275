/** Keys, doors and limits of tenants. */
@NullMarked
package dev.rung.server.tenant;

import org.jspecify.annotations.NullMarked;
