package io.tributary.support;

import io.tributary.support.Http1Piece.Field;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads one response that is written as HTTP/1.1 text, in parts of any size. What follows a
 * complete response is ignored. Not thread-safe.
 */
final class Http1Text {
  private enum State {
    STATUS_LINE,
    FIELDS,
    BODY_OF_KNOWN_LENGTH,
    BODY_UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    COMPLETE
  }

  private static final String PROTOCOL = "HTTP/1.";

  private final Http1Input input = new Http1Input();
  private State state = State.STATUS_LINE;
  private String status = "";
  private List<Field> fields = new ArrayList<>();
  private long left;

  /** Takes the next bytes and returns the pieces they complete. */
  List<Http1Piece> read(Buffer bytes) {
    input.add(bytes);
    List<Http1Piece> pieces = new ArrayList<>();
    try {
      while (state != State.COMPLETE && step(pieces)) {}
    } catch (IllegalArgumentException _) {
      state = State.COMPLETE;
      pieces.add(new Http1Piece.Malformed());
    }
    return pieces;
  }

  /** Whether nothing more belongs to the response. */
  boolean complete() {
    return state == State.COMPLETE;
  }

  /** Whether the response lasts until it is closed. */
  boolean untilClose() {
    return state == State.BODY_UNTIL_CLOSE;
  }

  /** Goes on by one line or piece; false if that needs more bytes. */
  private boolean step(List<Http1Piece> pieces) {
    return switch (state) {
      case BODY_OF_KNOWN_LENGTH, BODY_UNTIL_CLOSE, CHUNK -> data(pieces);
      default -> line(pieces);
    };
  }

  private boolean line(List<Http1Piece> pieces) {
    require(state != State.STATUS_LINE || input.mayStartWith(PROTOCOL));
    Optional<String> line = input.line();
    line.ifPresent(text -> line(text, pieces));
    return line.isPresent();
  }

  private void line(String line, List<Http1Piece> pieces) {
    switch (state) {
      case STATUS_LINE -> {
        require(line.indexOf(' ') > 0);
        status = line.split(" ", 3)[1];
        state = State.FIELDS;
      }
      case FIELDS, TRAILERS -> field(line, pieces);
      case CHUNK_SIZE -> {
        require(line.matches("\\p{XDigit}{1,15}"));
        left = Long.parseLong(line, 16);
        state = left == 0 ? State.TRAILERS : State.CHUNK;
      }
      default -> {
        require(line.isEmpty());
        state = State.CHUNK_SIZE;
      }
    }
  }

  private void field(String line, List<Http1Piece> pieces) {
    if (!line.isEmpty()) {
      int colon = line.indexOf(':');
      require(colon > 0);
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      fields.add(new Field(name, line.substring(colon + 1).strip()));
      return;
    }
    List<Field> all = fields;
    fields = new ArrayList<>();
    if (state == State.TRAILERS) {
      end(all, pieces);
    } else {
      head(new Http1Piece.Head(status, all), pieces);
    }
  }

  private void head(Http1Piece.Head head, List<Http1Piece> pieces) {
    pieces.add(head);
    left = head.length().orElse(Long.MAX_VALUE);
    if (head.interim()) {
      state = State.STATUS_LINE;
    } else if (head.bodiless() || (left == 0 && !head.chunked())) {
      end(List.of(), pieces);
    } else if (head.chunked()) {
      state = State.CHUNK_SIZE;
    } else {
      state = head.length().isPresent() ? State.BODY_OF_KNOWN_LENGTH : State.BODY_UNTIL_CLOSE;
    }
  }

  private boolean data(List<Http1Piece> pieces) {
    Buffer bytes = input.atMost(left);
    if (bytes.length() == 0) {
      return false;
    }
    pieces.add(new Http1Piece.Data(bytes));
    left -= bytes.length();
    if (left == 0 && state == State.CHUNK) {
      state = State.CHUNK_END;
    } else if (left == 0) {
      end(List.of(), pieces);
    }
    return true;
  }

  private void end(List<Field> trailers, List<Http1Piece> pieces) {
    pieces.add(new Http1Piece.End(trailers));
    state = State.COMPLETE;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not HTTP/1.1");
    }
  }
}
