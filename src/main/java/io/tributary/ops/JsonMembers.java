package io.tributary.ops;

import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;

/**
 * A JSON object, written member by member. Vert.x's {@code JsonObject} would load Jackson's data
 * binding on an event loop, which takes longer than an event loop may be busy. Not thread-safe.
 */
public final class JsonMembers {
  private final Buffer members = Buffer.buffer();

  /** Adds a text, escaped. */
  public JsonMembers put(String name, String value) {
    return put(name, Buffer.buffer(JsonText.quoted(value)));
  }

  /** Adds a number. */
  public JsonMembers put(String name, long value) {
    return put(name, Buffer.buffer(Long.toString(value)));
  }

  /** Adds a truth value. */
  public JsonMembers put(String name, boolean value) {
    return put(name, Buffer.buffer(Boolean.toString(value)));
  }

  /** Adds an object. */
  public JsonMembers put(String name, JsonMembers value) {
    return put(name, value.toBuffer());
  }

  private JsonMembers put(String name, Buffer value) {
    if (members.length() > 0) {
      members.appendByte((byte) ',');
    }
    members.appendBytes(JsonText.quoted(name)).appendByte((byte) ':').appendBuffer(value);
    return this;
  }

  /** The object as it is now. */
  public Buffer toBuffer() {
    return Buffer.buffer("{").appendBuffer(members).appendByte((byte) '}');
  }
}
