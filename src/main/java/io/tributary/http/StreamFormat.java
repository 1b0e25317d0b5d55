package io.tributary.http;

/** How the events of a stream are written. */
public enum StreamFormat {
  /**
   * Server-sent events, for pages. An event has a name, and its data is one line. A comment is the
   * sign of life.
   */
  EVENTS(
      "text/event-stream",
      "event: ",
      "\ndata: {",
      "}\n\n",
      ":\n\n",
      "id: " + StreamEvent.LAST_ID + "\n"),

  /**
   * Newline-delimited JSON: each event is an object on a line of its own, with its name as the
   * first member. A space before the next object, which parsers pass over, is the sign of life.
   */
  LINES("application/x-ndjson", "{\"type\":\"", "\",", "}\n", " ", "");

  private final String mediaType;
  private final String beforeName;
  private final String afterName;
  private final String end;
  private final String heartbeat;
  private final String beforeLast;

  StreamFormat(
      String mediaType,
      String beforeName,
      String afterName,
      String end,
      String heartbeat,
      String beforeLast) {
    this.mediaType = mediaType;
    this.beforeName = beforeName;
    this.afterName = afterName;
    this.end = end;
    this.heartbeat = heartbeat;
    this.beforeLast = beforeLast;
  }

  /** The media type by which clients ask for it, in lower case. */
  public String mediaType() {
    return mediaType;
  }

  /** What comes before the first member of an event's object, a brace included. */
  String begin(String event) {
    return beforeName + event + afterName;
  }

  /** What comes before the last event, besides what every event begins with. */
  String beforeLast() {
    return beforeLast;
  }

  /** What comes after the last member. */
  String end() {
    return end;
  }

  /** A sign of life between two events, which is no event itself. */
  String heartbeat() {
    return heartbeat;
  }
}
