package dev.rung.server.catalogue;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/**
 * Where the prices of a provider were read.
 *
 * @param read the day on which they were last compared with the pages
 * @param pages of the vendor, by https, one or more
 */
public record PriceSource(LocalDate read, List<URI> pages) {
  public PriceSource {
    pages = List.copyOf(pages);
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("a source needs the page that its prices stand on");
    }
    for (URI page : pages) {
      if (!"https".equals(page.getScheme()) || page.getHost() == null) {
        throw new IllegalArgumentException("a source is a page by https, not " + page);
      }
    }
  }
}
