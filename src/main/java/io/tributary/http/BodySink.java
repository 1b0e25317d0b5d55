package io.tributary.http;

import io.vertx.core.buffer.Buffer;

/** Takes the body of one request as it arrives. Called on the event loop of its connection. */
interface BodySink {
  /** The next bytes, which are valid during the call only. */
  void piece(Buffer bytes);

  /** The body is here as a whole. */
  void ended();

  /** The rest of the body does not come. Ignored after another end. */
  void broken(BadRequestException why);
}
