package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many commands in one request, each standing alone. */
@ExtendWith(SharedPromissory.class)
class BatchTest {

    private static final int MOST = 10_000;

    @Test
    void takesAsManyAsItSaysAndNotOneMore(Promissory promissory) throws Exception {
        Api api = promissory.api();
        StringBuilder body = new StringBuilder();
        for (int i = 1; i <= MOST + 1; i++) {
            body.append(deposit("crowd", "crowd-" + i)).append('\n');
        }

        List<JsonNode> answers = answers(api.post("/commands", body.toString()));

        assertThat(answers).hasSize(MOST + 1);
        assertThat(answers.subList(0, MOST))
                .extracting(answer -> answer.get("commandId").textValue())
                .startsWith("crowd-1", "crowd-2");
        assertThat(answers.subList(0, MOST))
                .allMatch(answer -> answer.get("status").textValue().equals("accepted"));
        assertThat(answers.get(MOST - 1).at("/balances/0/total").textValue()).isEqualTo("10000.00");
        assertThat(answers.getLast().get("code").textValue()).isEqualTo("too-many-commands");
        assertThat(answers.getLast().get("line").intValue()).isEqualTo(MOST + 1);
        long sequence = answers.get(MOST - 1).get("sequence").longValue();
        JsonNode wallet =
                api.get("/wallets/crowd?minSequence=" + sequence).expect(200).json();
        assertThat(wallet.at("/balances/0/total").textValue()).isEqualTo("10000.00");
    }

    @Test
    void oneCommandTwiceInABatchHasOneEffect(Promissory promissory) throws Exception {
        Api api = promissory.api();

        List<JsonNode> answers = answers(api.post(
                "/commands",
                String.join(
                        "\n", deposit("echo", "same"), "no command", deposit("echo", "same"), deposit("echo", "b"))));

        assertThat(answers).hasSize(4);
        assertThat(answers.get(0).has("replayed")).isFalse();
        assertThat(answers.get(1).get("code").textValue()).isEqualTo("malformed-command");
        assertThat(answers.get(2).get("replayed").booleanValue()).isTrue();
        assertThat(answers.get(2).get("sequence")).isEqualTo(answers.get(0).get("sequence"));
        assertThat(answers.get(3).at("/balances/0/total").textValue()).isEqualTo("2.00");
    }

    private static String deposit(String wallet, String commandId) {
        return "{\"type\":\"Deposit\",\"walletId\":\"%s\",\"commandId\":\"%s\",\"amount\":\"1.00\",\"currency\":\"EUR\"}"
                .formatted(wallet, commandId);
    }

    private static List<JsonNode> answers(Api.Answer answer) throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.expect(200).text().lines().toList()) {
            lines.add(json.readTree(line));
        }
        return lines;
    }
}
