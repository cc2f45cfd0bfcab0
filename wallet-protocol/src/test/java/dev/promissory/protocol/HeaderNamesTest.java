package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers come from anybody: absent, empty or senseless ones are values, never exceptions. */
class HeaderNamesTest {

    @Test
    void readsTheLastOfItsName() {
        Headers headers = new RecordHeaders()
                .add(HeaderNames.REQUEST_ID, HeaderNames.text("old"))
                .add(HeaderNames.REQUEST_ID, HeaderNames.text("zoë"));

        assertThat(HeaderNames.read(headers, HeaderNames.REQUEST_ID)).contains("zoë");
        assertThat(HeaderNames.read(headers, HeaderNames.REPLY_PARTITION)).isEmpty();
        assertThat(HeaderNames.read(new RecordHeaders().add(HeaderNames.CAUSE, null), HeaderNames.CAUSE))
                .isEmpty();
    }

    @Test
    void hashesTravelAsText() {
        byte[] hash = {0, 1, (byte) 0xab, (byte) 0xff};
        Headers headers = new RecordHeaders().add(HeaderNames.FACT_HASH, HeaderNames.hex(hash));

        assertThat(HeaderNames.read(headers, HeaderNames.FACT_HASH)).contains("0001abff");
        assertThat(HeaderNames.readHex(headers, HeaderNames.FACT_HASH)).hasValue(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "xy", "0x00", "ab cd", "\u0661\u0662", "ab\u0000\u0000"})
    void whatIsNotHexadecimalIsAbsent(String text) {
        Headers headers = new RecordHeaders().add(HeaderNames.FACT_MAC, HeaderNames.text(text));

        assertThat(HeaderNames.readHex(headers, HeaderNames.FACT_MAC)).isEmpty();
    }
}
