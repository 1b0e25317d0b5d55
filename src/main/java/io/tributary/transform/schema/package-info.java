/** JSON Schemas that documents are checked against, on worker threads. */
@org.jspecify.annotations.NullMarked
package io.tributary.transform.schema;
