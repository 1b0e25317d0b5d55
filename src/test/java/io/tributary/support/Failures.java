package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads why a future failed. */
public final class Failures {
  private Failures() {}

  /** Returns the reason of the failure. The test fails if there is no failure, or no reason. */
  public static Reason reasonOf(ThrowingCallable waiting) {
    Throwable failure = catchThrowable(waiting);
    assertThat(failure)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CallFailedException.class);
    return failure.getCause() instanceof CallFailedException failed
        ? failed.reason()
        : Reason.INTERNAL;
  }
}
