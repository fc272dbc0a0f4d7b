package io.seedbed.jobs.evaluate;

import java.util.Locale;

/** A drawing for a page, in pixels from its upper left corner. */
final class Svg {

  private final StringBuilder marks = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    return add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' class='%s'/>", x1, y1, x2, y2, style);
  }

  Svg dot(double x, double y, double radius, String style) {
    return add("<circle cx='%.1f' cy='%.1f' r='%.1f' class='%s'/>", x, y, radius, style);
  }

  Svg bar(double x, double y, double wide, double high, String style) {
    return add(
        "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' class='%s'/>", x, y, wide, high, style);
  }

  /** Text; {@code style} says on which side of the point it stands. */
  Svg text(double x, double y, String style, String text) {
    return add("<text x='%.1f' y='%.1f' class='%s'>%s</text>", x, y, style, escaped(text));
  }

  String drawing(String title) {
    return String.format(
        Locale.ROOT,
        "<svg viewBox='0 0 %d %d' width='%d' height='%d' role='img' aria-label='%s'>%s</svg>",
        width,
        height,
        width,
        height,
        escaped(title),
        marks);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;");
  }

  private Svg add(String mark, Object... values) {
    marks.append(String.format(Locale.ROOT, mark, values));
    return this;
  }
}
