/** Tokens of an issuer, good and hostile. */
@NullMarked
package dev.rung.server.tenant.jwt;

import org.jspecify.annotations.NullMarked;
