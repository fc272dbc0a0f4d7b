package io.seedbed.notebooks.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How numbers are written: the same in both languages. */
record Amounts(String currency, int minorDigits) {

  private static final String NOT_KNOWN = "?";
  private static final int SIGNIFICANT = 3;

  /** Minor units as "CNY 1,234.50". */
  String money(Number minor) {
    if (minor == null) {
      return NOT_KNOWN;
    }
    BigDecimal major = BigDecimal.valueOf(minor.longValue(), minorDigits);
    return currency + " " + pattern("#,##0" + fraction(minorDigits)).format(major);
  }

  /** Whole numbers as they are, others with three significant digits. */
  String number(Number value) {
    if (value == null) {
      return NOT_KNOWN;
    }
    BigDecimal exact = new BigDecimal(value.toString());
    BigDecimal whole = exact.setScale(0, RoundingMode.HALF_EVEN);
    if (exact.compareTo(whole) == 0) {
      return pattern("#,##0").format(whole);
    }
    MathContext digits = new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN);
    return exact.round(digits).stripTrailingZeros().toPlainString();
  }

  /** 0.934 as "93 %"; nothing but certainty is shown as 0 or 100 %. */
  String percent(Number share) {
    if (share == null) {
      return NOT_KNOWN;
    }
    double value = share.doubleValue();
    if (value > 0 && value < 0.01) {
      return "<1%";
    }
    if (value < 1 && value > 0.99) {
      return ">99%";
    }
    return pattern("0").format(value * 100) + "%";
  }

  /** With its sign, two decimals: "+0.21". */
  String signed(double value) {
    return pattern("+0.00;-0.00").format(value);
  }

  private static String fraction(int digits) {
    return digits == 0 ? "" : "." + "0".repeat(digits);
  }

  private static DecimalFormat pattern(String pattern) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    return format;
  }
}
