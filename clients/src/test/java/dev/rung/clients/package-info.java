/**
 * What a person meets, run as a person runs it: the packaged daemon through its launcher, the
 * clients in other languages, every command of the README, and the promise to stay offline.
 *
 * <p>Everything is a process of its own with a deadline; providers are scripted on loopback.
 */
@NullMarked
package dev.rung.clients;

import org.jspecify.annotations.NullMarked;
