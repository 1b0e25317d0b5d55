package io.tributary.scope;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request, or one call made for it, spent its time on, phase by phase. Kept only if somebody
 * looks at it. Times are those of the request's clock, in nanoseconds. Confined to the event loop
 * of its request.
 */
public final class Timeline {
  /** A timeline that keeps nothing. */
  public static final Timeline NONE = new Timeline(null);

  /** The most phases, and the most attempts, that are kept. A call has about six phases. */
  private static final int MAX = 64;

  /** The most calls that are kept of a part with several. */
  private static final int MAX_CALLS = 64;

  private final @Nullable Clock clock;
  private final List<Step> steps;
  private final List<Attempt> attempts;
  private @Nullable Phase phase;
  private long since;
  private int attempt;
  private String spanId = "";
  private String error = "";
  private boolean ended;
  private @Nullable List<Timeline> calls;
  private Unkept unkept = Unkept.NONE;

  /**
   * A phase that is over.
   *
   * @param attempt the number of the attempt that it belongs to, from 1; 0 if it belongs to none
   */
  public record Step(Phase phase, long from, long to, int attempt) {}

  /**
   * A request that had a connection.
   *
   * @param number counts the attempts of the call, from 1
   * @param reused whether the connection had served another request before
   * @param status the status of the response; 0 if there was none
   * @param spanId what the backend was told to be the parent of its spans; empty if spans are not
   *     recorded
   */
  public record Attempt(
      int number, SocketAddress peer, String protocol, boolean reused, int status, String spanId) {
    /** An attempt without a span. */
    public Attempt(int number, SocketAddress peer, String protocol, boolean reused, int status) {
      this(number, peer, protocol, reused, status, "");
    }

    private Attempt responded(int finalStatus) {
      return new Attempt(number, peer, protocol, reused, finalStatus, spanId);
    }
  }

  /**
   * The calls of a part that were too many to be kept.
   *
   * @param nanos what each of them took, added up
   * @param from when the first of them began
   * @param to when the last of them ended
   */
  public record Unkept(int calls, long nanos, long from, long to) {
    /** No calls. */
    public static final Unkept NONE = new Unkept(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    private Unkept and(long began, long ended) {
      return new Unkept(
          calls + 1, nanos + ended - began, Math.min(from, began), Math.max(to, ended));
    }
  }

  private Timeline(@Nullable Clock clock) {
    this.clock = clock;
    this.steps = clock == null ? List.of() : new ArrayList<>(8);
    this.attempts = clock == null ? List.of() : new ArrayList<>(1);
  }

  /** Creates an empty timeline. */
  public static Timeline on(Clock clock) {
    return new Timeline(clock);
  }

  /** Whether anything is kept. */
  public boolean isKept() {
    return clock != null;
  }

  /** A timeline of a call made for this one's request. It keeps nothing if this one does not. */
  public Timeline branch() {
    return clock == null ? NONE : new Timeline(clock);
  }

  /**
   * A timeline of one of the calls that this one consists of, which this one keeps, up to a bound.
   */
  public Timeline call() {
    if (clock == null) {
      return NONE;
    }
    List<Timeline> all = calls == null ? new ArrayList<>() : calls;
    calls = all;
    if (all.size() == MAX_CALLS) {
      return NONE;
    }
    Timeline call = new Timeline(clock);
    all.add(call);
    return call;
  }

  /** Counts a call that is over if it was not kept. */
  public void called(Timeline call, long began, long ended) {
    if (clock != null && !call.isKept()) {
      unkept = unkept.and(began, ended);
    }
  }

  /** Ends the phase before and begins the next one. */
  public void begin(Phase next) {
    if (clock != null) {
      beginAt(next, clock.nanoTime());
    }
  }

  /** The same as {@link #begin} for a phase that began earlier, on another thread for instance. */
  public void beginAt(Phase next, long nanoTime) {
    if (clock != null) {
      endPhase(nanoTime);
      phase = next;
      since = nanoTime;
    }
  }

  /** The next attempt tells the backend this id of its span. */
  public void sendsSpan(String id) {
    if (clock != null) {
      spanId = id;
    }
  }

  /** The next attempt waits for a connection. */
  public void awaitConnection() {
    if (clock != null) {
      begin(Phase.CONNECTION);
      attempt++;
    }
  }

  /** The call has a connection, and its request is sent. */
  public void connected(SocketAddress peer, String protocol, boolean reused) {
    if (clock == null || ended) {
      return;
    }
    if (!reused && phase == Phase.CONNECTION) {
      phase = Phase.CONNECTING;
    }
    if (attempts.size() < MAX) {
      attempts.add(new Attempt(attempt, peer, protocol, reused, 0, spanId));
    }
    begin(Phase.RESPONSE);
  }

  /** The head of the final response has arrived. */
  public void responded(int status) {
    if (clock != null && !ended && !attempts.isEmpty()) {
      attempts.add(attempts.removeLast().responded(status));
      begin(Phase.BODY);
    }
  }

  /** The call failed with this type of error. */
  public void failed(String type) {
    if (clock != null) {
      error = type;
    }
  }

  /** Ends the last phase. Nothing is kept from now on. */
  public void end() {
    if (clock != null) {
      endPhase(clock.nanoTime());
      ended = true;
    }
  }

  private void endPhase(long now) {
    if (phase != null && !ended && steps.size() < MAX) {
      steps.add(new Step(phase, since, now, attempt));
    }
    phase = null;
  }

  /** The phases that are over, in order. */
  public List<Step> steps() {
    return steps;
  }

  /** The requests that had a connection, in order. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /**
   * The calls that this one consists of, in the order of their start; empty if it is one itself.
   */
  public List<Timeline> calls() {
    return calls == null ? List.of() : calls;
  }

  /** Those of the calls that are over and were too many to be kept. */
  public Unkept unkept() {
    return unkept;
  }

  /** The type of error of a call that failed; empty if it did not. */
  public String error() {
    return error;
  }
}
