package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import io.tributary.SampleDocuments;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.BodyCollector;
import io.tributary.scope.ByteBudget;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One answer as nginx sends it, out of a socket's buffer into the array of its body: by our decoder
 * and by Netty's. Both pay for the embedded channel.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResponseDecoderBench {
  private static final int MAX_BODY = 1 << 20;

  private final byte[] body = SampleDocuments.USERS.take(1).getFirst();
  private final ByteBuf answer = PooledByteBufAllocator.DEFAULT.directBuffer();
  private final EmbeddedChannel ours =
      new EmbeddedChannel(new ResponseDecoder(new Collecting(), ResponseDecoder.newScratch(16 * 1024)));
  private final EmbeddedChannel nettys = new EmbeddedChannel(new HttpResponseDecoder());
  private BodyCollector collected = new BodyCollector(MAX_BODY, ByteBudget.UNLIMITED.open());

  public ResponseDecoderBench() {
    String head =
        "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\nLast-Modified: Tue, 24 Nov 2026 11:00:00 GMT\r\nConnection: keep-alive\r\n"
            + "ETag: \"6743099f-5dc\"\r\nAccept-Ranges: bytes\r\n\r\n";
    answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII)).writeBytes(body);
  }

  @Benchmark
  public BodyCollector ours() {
    collected = new BodyCollector(MAX_BODY, ByteBudget.UNLIMITED.open());
    ours.writeInbound(answer.retainedDuplicate());
    return collected;
  }

  @Benchmark
  public BodyCollector nettys() {
    collected = new BodyCollector(MAX_BODY, ByteBudget.UNLIMITED.open());
    nettys.writeInbound(answer.retainedDuplicate());
    for (Object part = nettys.readInbound(); part != null; part = nettys.readInbound()) {
      if (part instanceof HttpResponse head) {
        collected.tooLarge(200, Long.parseLong(head.headers().get("content-length")));
      }
      if (part instanceof HttpContent content) {
        var _ = collected.add(content.content(), content.content().readableBytes());
      }
      ReferenceCountUtil.release(part);
    }
    return collected;
  }

  private final class Collecting implements ResponseDecoder.Listener {
    @Override
    public void head(ResponseHead head) {
      collected.tooLarge(200, head.contentLength());
    }

    @Override
    public void body(ByteBuf bytes, int length) {
      var _ = collected.add(bytes, length);
    }

    @Override
    public void end() {}

    @Override
    public void broken(CallFailedException why) {
      throw why;
    }
  }
}
