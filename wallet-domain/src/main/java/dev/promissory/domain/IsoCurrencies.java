package dev.promissory.domain;

import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fraction digits of the currencies in ISO 4217's list one (2025, so the leva are still here); what has none there,
 * such as gold (XAU), is a currency like any other. Kept here and not taken from the JDK, whose table changes with its
 * version: the same fact must mean the same money on every machine, for ever. So no entry is ever changed or removed;
 * and a code is added only when nobody can have facts in it, since as any other currency it had up to 18 digits.
 */
final class IsoCurrencies {

    private static final String NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private static final String TWO = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN"
            + " BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP"
            + " GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD"
            + " LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK"
            + " PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT"
            + " TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

    private static final String THREE = "BHD IQD JOD KWD LYD OMR TND";

    private static final String FOUR = "CLF UYW";

    private static final Map<String, Integer> DIGITS = Stream.of(
                    Map.entry(NONE, 0), Map.entry(TWO, 2), Map.entry(THREE, 3), Map.entry(FOUR, 4))
            .flatMap(group -> Stream.of(group.getKey().split(" ")).map(code -> Map.entry(code, group.getValue())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private IsoCurrencies() {}

    static OptionalInt fractionDigits(String code) {
        Integer digits = DIGITS.get(code);
        return digits == null ? OptionalInt.empty() : OptionalInt.of(digits);
    }
}
