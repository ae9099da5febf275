package dev.rung.server.http.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Bytes to requests and responses to bytes, as Netty's own, but that a head with a folded line (RFC
 * 9112, 5.2) is a failure: unfolded it would be read in another way than by a proxy that does not
 * unfold it. One connection, on its event loop.
 */
final class Codec extends CombinedChannelDuplexHandler<Codec.RequestReader, Codec.ResponseWriter> {
  /** Of requests that are not answered yet: what answers HEAD has no body. */
  private final Queue<HttpMethod> methods = new ArrayDeque<>();

  Codec(HttpDecoderConfig config) {
    init(new RequestReader(config), new ResponseWriter());
  }

  /** Each call of the decoder takes whole lines of a head, or a part of a body, never both. */
  final class RequestReader extends HttpRequestDecoder {
    private boolean inBody;
    private boolean headBegun;
    private boolean folded;

    private RequestReader(HttpDecoderConfig config) {
      super(config);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out)
        throws Exception {
      int from = buffer.readerIndex();
      int before = out.size();
      boolean ofHead = !inBody;
      super.decode(context, buffer, out);
      if (ofHead && buffer.readerIndex() > from) {
        folded |= hasFold(buffer, from, buffer.readerIndex());
        headBegun = true;
      }
      for (Object read : out.subList(before, out.size())) {
        take(read);
      }
    }

    private void take(Object read) {
      if (read instanceof HttpRequest head) {
        methods.add(head.method());
        inBody = true;
        if (folded) {
          head.setDecoderResult(
              DecoderResult.failure(new IllegalArgumentException("a line of the head is folded")));
        }
      }
      if (read instanceof LastHttpContent) {
        inBody = false;
        headBegun = false;
        folded = false;
      }
    }

    private boolean hasFold(ByteBuf lines, int from, int to) {
      if (headBegun && isBlank(lines.getByte(from))) {
        return true;
      }
      int end = lines.indexOf(from, to, HttpConstants.LF);
      while (end >= 0 && end + 1 < to) {
        if (isBlank(lines.getByte(end + 1))) {
          return true;
        }
        end = lines.indexOf(end + 1, to, HttpConstants.LF);
      }
      return false;
    }

    private static boolean isBlank(byte first) {
      return first == HttpConstants.SP || first == HttpConstants.HT;
    }
  }

  /** Writes no body after the answer to HEAD, whatever its length says. */
  final class ResponseWriter extends HttpResponseEncoder {
    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
      boolean isLast = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
      HttpMethod asked = isLast ? methods.poll() : null;
      return HttpMethod.HEAD.equals(asked) || super.isContentAlwaysEmpty(response);
    }
  }
}
