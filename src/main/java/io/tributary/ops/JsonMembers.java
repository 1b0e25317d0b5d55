package io.tributary.ops;

import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object, written member by member. Vert.x's {@code JsonObject} would load Jackson's data
 * binding on an event loop, which takes longer than an event loop may be busy. Not thread-safe.
 */
public final class JsonMembers {
  private static final Buffer NULL = Buffer.buffer("null");

  private final Buffer members = Buffer.buffer();

  /** Adds a text. */
  public JsonMembers put(String name, String value) {
    return put(name, text(value));
  }

  /** Adds a number. */
  public JsonMembers put(String name, long value) {
    return put(name, Buffer.buffer(Long.toString(value)));
  }

  /** Adds a truth value. */
  public JsonMembers put(String name, boolean value) {
    return put(name, Buffer.buffer(Boolean.toString(value)));
  }

  /** Adds an object, as it is now. */
  public JsonMembers put(String name, JsonMembers value) {
    return put(name, value.toBuffer());
  }

  /** Adds a text, or null if there is none. */
  public JsonMembers put(String name, Optional<String> value) {
    return put(name, value.map(JsonMembers::text).orElse(NULL));
  }

  /** Adds an array of texts. */
  public JsonMembers putTexts(String name, List<String> values) {
    return put(name, array(values.stream().map(JsonMembers::text).toList()));
  }

  /** Adds an array of objects, as they are now. */
  public JsonMembers putAll(String name, List<JsonMembers> values) {
    return put(name, array(values.stream().map(JsonMembers::toBuffer).toList()));
  }

  private JsonMembers put(String name, Buffer value) {
    if (members.length() > 0) {
      members.appendByte((byte) ',');
    }
    members.appendBytes(JsonText.quoted(name)).appendByte((byte) ':').appendBuffer(value);
    return this;
  }

  private static Buffer text(String value) {
    return Buffer.buffer(JsonText.quoted(value));
  }

  private static Buffer array(List<Buffer> values) {
    Buffer array = Buffer.buffer("[");
    for (Buffer value : values) {
      if (array.length() > 1) {
        array.appendByte((byte) ',');
      }
      array.appendBuffer(value);
    }
    return array.appendByte((byte) ']');
  }

  /** The object as it is now. */
  public Buffer toBuffer() {
    return Buffer.buffer("{").appendBuffer(members).appendByte((byte) '}');
  }
}
