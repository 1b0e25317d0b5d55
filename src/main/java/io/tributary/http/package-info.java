/**
 * The public server: routes, inputs, the envelope, problems. The only package that sends HTTP
 * statuses to clients.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.http;
