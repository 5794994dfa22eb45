using System.Globalization;
using Bot.Core.Content;

namespace Bot.Core.Dialogs;

/// <summary>Reads <c>rules</c> over what is inherited.</summary>
internal sealed class RulesParser(DialogParser parser)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Reads the rules; keys left out keep <paramref name="rules"/>.</summary>
    public Rules Read(YamlReader reader, Rules rules)
    {
        rules = rules with
        {
            Anyone = reader.OneOf("D015", "owner", rules.Anyone, ("starter", false), ("anyone", true)),
            Retries = reader.Whole("retries", 0, 9) ?? rules.Retries,
        };
        rules = Cancel(reader.Sub("cancel"), rules);
        rules = Interrupt(reader.Sub("interrupt"), rules);
        rules = Timeout(reader.Sub("timeout"), rules);
        rules = OnFail(reader, rules);
        rules = HandOff(reader.Sub("hand_off"), rules);
        rules = Private(reader.Sub("private"), rules);
        rules = MaxGroupTurns(reader, rules);
        reader.Done("D001");
        return rules;
    }

    /// <summary>30m, 24h, 2d, 90s.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 100_000)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        };
    }

    private Rules Cancel(YamlReader? reader, Rules rules) => reader is null ? rules : Finish(reader, rules with
    {
        CancelWords = reader.Texts("say") is { Length: > 0 } words ? words : rules.CancelWords,
        CancelReply = parser.Template(reader, "reply") ?? rules.CancelReply,
    });

    private Rules Interrupt(YamlReader? reader, Rules rules) => reader is null ? rules : Finish(reader, rules with
    {
        Faq = reader.OneOf("D015", "faq", rules.Faq, ("answer_and_resume", OnFaq.AnswerAndResume), ("ignore", OnFaq.Ignore)),
        OtherDialog = reader.OneOf("D015", "other_dialog", rules.OtherDialog, ("ask_first", OnOtherDialog.AskFirst), ("switch", OnOtherDialog.Switch), ("never", OnOtherDialog.Never)),
        AskSwitch = parser.Template(reader, "ask") ?? rules.AskSwitch,
    });

    private Rules Timeout(YamlReader? reader, Rules rules)
    {
        if (reader is null)
        {
            return rules;
        }

        var after = rules.TimeoutAfter;
        if (reader.Scalar("after") is { } scalar)
        {
            if (Duration(scalar.Text) is { } duration && duration >= Shortest && duration <= Longest)
            {
                after = duration;
            }
            else
            {
                reader.Add(scalar, "D018", $"after 不能是“{scalar.Text}”：写 1m 到 7d 之间的时间，例如 30m、24h、2d。", $"`after` cannot be `{scalar.Text}`: write a time from 1m to 7d, as 30m, 24h, 2d.");
            }
        }

        return Finish(reader, rules with
        {
            TimeoutAfter = after,
            Remind = parser.Template(reader, "remind") ?? rules.Remind,
            TimeoutThen = Ending(reader, "then", rules.TimeoutThen),
            TimeoutReply = parser.Template(reader, "reply") ?? rules.TimeoutReply,
        });
    }

    private Rules OnFail(YamlReader reader, Rules rules)
    {
        if (reader.Map["on_fail"] is not YamlMap)
        {
            return rules with { OnFail = Ending(reader, "on_fail", rules.OnFail) };
        }

        var map = reader.Sub("on_fail")!;
        return Finish(map, rules with { FailReply = parser.Template(map, "say") ?? rules.FailReply, OnFail = Ending(map, "then", rules.OnFail) });
    }

    private Rules HandOff(YamlReader? reader, Rules rules) => reader is null ? rules : Finish(reader, rules with
    {
        HandOffTo = reader.Text("to") ?? rules.HandOffTo,
        HandOffReply = parser.Template(reader, "reply") ?? rules.HandOffReply,
        HandOffWords = reader.Texts("say") is { Length: > 0 } words ? words : rules.HandOffWords,
    });

    private Rules Private(YamlReader? reader, Rules rules) => reader is null ? rules : Finish(reader, rules with
    {
        Private = reader.OneOf("D015", "move_to", rules.Private, ("dm", true), ("stay", false)),
        MoveReply = parser.Template(reader, "reply") ?? rules.MoveReply,
    });

    private Rules MaxGroupTurns(YamlReader reader, Rules rules)
    {
        if (reader.Map["max_group_turns"] is not YamlMap)
        {
            return rules with { MaxGroupTurns = reader.Whole("max_group_turns", 0, 50) ?? rules.MaxGroupTurns };
        }

        var map = reader.Sub("max_group_turns")!;
        return Finish(map, rules with { MaxGroupTurns = map.Whole("count", 0, 50) ?? rules.MaxGroupTurns, MoveReply = parser.Template(map, "reply") ?? rules.MoveReply });
    }

    private static GiveUp Ending(YamlReader reader, string key, GiveUp fallback) => reader.OneOf("D015", key, fallback, ("end", GiveUp.End), ("hand_off", GiveUp.HandOff));

    private static Rules Finish(YamlReader reader, Rules rules)
    {
        reader.Done("D001");
        return rules;
    }
}
