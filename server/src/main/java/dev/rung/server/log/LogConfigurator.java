package dev.rung.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sets logback up without reading XML, which takes longer than the rest of a start's logging.
 *
 * <p>System properties, read when the first logger is asked for: {@value #FORMAT} is "text" or
 * "json", {@value #LEVEL} is the least level that is written, "info" by default. Where {@code
 * logback.configurationFile} names a file, that file is followed instead.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** The property that chooses how lines look. */
  public static final String FORMAT = "rung.log.format";

  /** The property that chooses how much is written. */
  public static final String LEVEL = "rung.log.level";

  private static final String OWN_FILE = "logback.configurationFile";

  /** It warns with a stack trace whenever a client cancels or sends too much. */
  private static final String TRACES_OF_CLIENTS = "io.grpc.netty.shaded.io.grpc.netty";

  private static final List<String> TALKATIVE =
      List.of("io.grpc", "io.netty", "org.apache.hc", "ai.djl", "com.hubspot");

  /**
   * What warns of every machine without a GPU, or without a network interface, which may be meant
   * so.
   */
  private static final List<String> ALARMED =
      List.of(
          "ai.djl.util.cuda",
          "io.netty.util.internal.MacAddressUtil",
          "io.grpc.netty.shaded.io.netty.util.internal.MacAddressUtil");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(OWN_FILE) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
    root.addAppender(standardError(context));
    TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    context.getLogger(TRACES_OF_CLIENTS).setLevel(Level.ERROR);
    ALARMED.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout(context));
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("standard error");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    encoder.start();
    appender.start();
    return appender;
  }

  private static Layout<ILoggingEvent> layout(LoggerContext context) {
    Layout<ILoggingEvent> layout =
        "json".equals(System.getProperty(FORMAT)) ? new JsonLayout() : new TextLayout();
    layout.setContext(context);
    layout.start();
    return layout;
  }
}
