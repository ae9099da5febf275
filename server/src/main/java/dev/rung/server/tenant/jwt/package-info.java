/**
 * Tokens of an issuer (JWT, RFC 7519; JWKS, RFC 7517) in place of keys. The only package that knows
 * the library for them.
 *
 * <p>Reading a token never waits: keys of the issuer are fetched on threads of their own.
 */
@NullMarked
package dev.rung.server.tenant.jwt;

import org.jspecify.annotations.NullMarked;
