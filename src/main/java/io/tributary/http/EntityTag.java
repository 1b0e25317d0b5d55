package io.tributary.http;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.HexFormat;

/**
 * Computes the strong entity tags of response bodies (RFC 9110, 8.8.3): XXH3 of 128 bits, which is
 * fast. It resists accidents, not forgers, and nobody gains by forging the tag of a response that
 * is theirs. Confined to one event loop.
 */
final class EntityTag {
  private static final HexFormat HEX = HexFormat.of();

  private final HashStream128 hash = Hashing.xxh3_128().hashStream();

  /**
   * The tag of a body, in quotes.
   *
   * @param coding sets the tags of a coded body apart
   */
  String of(ResponseBody body, String coding) {
    hash.reset();
    body.forEachPiece(this::put);
    HashValue128 value = hash.get();
    return '"'
        + HEX.toHexDigits(value.getMostSignificantBits())
        + HEX.toHexDigits(value.getLeastSignificantBits())
        + coding
        + '"';
  }

  private void put(ByteBuf piece) {
    int from = piece.readerIndex();
    int bytes = piece.readableBytes();
    if (piece.hasArray()) {
      hash.putBytes(piece.array(), piece.arrayOffset() + from, bytes);
    } else {
      hash.putBytes(ByteBufUtil.getBytes(piece, from, bytes));
    }
  }
}
