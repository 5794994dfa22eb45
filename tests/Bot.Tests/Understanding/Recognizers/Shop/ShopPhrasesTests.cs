using System.Text.Json;
using Bot.Tests.Kit;

namespace Bot.Tests.Understanding.Recognizers.Shop;

/// <summary>What shoppers say, read in the chat profile.</summary>
public sealed class ShopPhrasesTests
{
    // What each wanted reading of shop-phrases.json looks like in our results; "-" is nothing at all.
    private static readonly Dictionary<string, string> Wanted = new()
    {
        ["price<=200 CNY"] = "price“两百块以内”{value=[,200],unit=Chinese yuan,isoCurrency=CNY,Mod=less}",
        ["~300 CNY"] = "price“三百块钱左右”{value=300,unit=Chinese yuan,isoCurrency=CNY,Mod=approx}",
        ["~1000"] = "price“1k左右”{value=1000,unit=Chinese yuan,isoCurrency=CNY,Mod=approx}",
        ["35000"] = "price“3万5”{value=35000,unit=Chinese yuan,isoCurrency=CNY}",
        ["2300-2400"] = "price“两千三四”{value=[2300,2400],unit=Chinese yuan,isoCurrency=CNY,Mod=approx}",
        ["19.9 CNY"] = "price“19块9”{value=19.9,unit=Chinese yuan,isoCurrency=CNY}",
        ["59 CNY"] = "price“59r”{value=59,unit=Chinese yuan,isoCurrency=CNY}",
        ["3 jin"] = "quantity“三斤”{value=3,unit=斤}",
        ["1.5 jin"] = "quantity“一斤半”{value=1.5,unit=斤}",
        ["3 pieces, size L"] = "quantity“3件”{value=3,unit=件} | size“L码”{value=L}",
        ["12"] = "quantity“一打”{value=12,unit=个}",
        ["ordinal 2 + 50%"] = "discount“第二件半价”{kind=nth,value=50%,ordinal=2,unit=件,pay=50%}",
        ["85%"] = "discount“八五折”{kind=rate,value=85%,pay=85%}",
        ["from 50%"] = "discount“五折起”{kind=rate,value=50%,pay=50%,Mod=from}",
        ["threshold 300, off 50"] = "discount“满三百减五十”{kind=threshold,value=50,threshold=300,off=50}",
        ["phone"] = "phonenumber“138 1234 5678”{value=13812345678,score=1}",
        ["order number, NOT phone"] = "ordernumber“2026112012345678”{value=2026112012345678}",
        ["wechat id"] = "wechatid“wx_abc123”{value=wx_abc123}",
        ["email"] = "email“abc@qq.com”{value=abc@qq.com}",
        ["yes"] = "choice“行吧”{kind=yes,value=yes}",
        ["no"] = "choice“不用了”{kind=no,value=no}",
        ["yes (double neg)"] = "choice“不是不可以”{kind=yes,value=yes}",
        ["ordinal last"] = "choice“最后一个”{kind=last,value=last}",
        ["(no number)"] = "-",
        ["size 42"] = "size“42码”{value=42}",
        ["1.5 m"] = "dimension“1.5米”{value=1.5,unit=Meter}",
        ["175 cm, 65 kg"] = "dimension“175”{value=175,unit=Centimeter} | dimension“65kg”{value=65,unit=Kilogram}",
        ["age 3"] = "age“3岁”{value=3,unit=Year}",
        ["2 boxes"] = "quantity“2 boxes”{value=2,unit=box}",
        ["2026-11-22 20:00"] = "value=2026-11-22 20:00:00",
        ["2026-11-28/29 or 21/22"] = "daterange“周末”",
        ["11-11"] = "timex=XXXX-11-11",
        ["06-18"] = "timex=XXXX-06-18",
        ["duration P3D"] = "P3D",
        ["P7D"] = "timex=P7D",
        ["2026-11-21 evening"] = "timex=2026-11-21TEV",
        ["set weekly Fri 21:00"] = "timex=XXXX-WXX-5T21",
        ["20%"] = "value=20%",
    };

    [Fact]
    public void SharedPhrases_AreAllReadAsWanted()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(ShopReading.Shared("shop-phrases.json")));
        var wrong = document.RootElement.EnumerateArray()
            .Select(one => (Text: one.GetProperty("text").GetString()!, Wanted: one.GetProperty("wanted").GetString()!))
            .Where(one => !Wanted.TryGetValue(one.Wanted, out var wanted) || !Shows(one.Text, wanted))
            .Select(one => $"{one.Text} [{one.Wanted}]: {ShopReading.Show(one.Text)}");

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Phrases))]
    public void OwnPhrases_AreRead(string text, string wanted) => Assert.True(Shows(text, wanted), $"{text}: wanted {wanted}, read {ShopReading.Show(text)}");

    [Fact]
    public void RealPrices_HaveTheirExactBounds()
    {
        var path = ShopReading.Shared("crosswoz-numeric-slots.jsonl");
        var (all, wrong) = (0, new List<string>());
        foreach (var line in File.ReadLines(path).Distinct())
        {
            using var document = JsonDocument.Parse(line);
            var value = document.RootElement.GetProperty("value").GetString()!;
            if (document.RootElement.GetProperty("slot").GetString() is not ("门票" or "人均消费" or "价格") || Bounds(value) is not { } bounds)
            {
                continue;
            }

            all++;
            var text = document.RootElement.GetProperty("text").GetString()!;
            var read = ShopReading.All(text).Where(one => one.TypeName == "price").Select(one => one["value"] as string);
            if (!read.SequenceEqual([bounds]))
            {
                wrong.Add($"{text} [{bounds}]: {ShopReading.Show(text)}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{all - wrong.Count} of {all} prices");
        Assert.True(all > 700 && wrong.Count <= all * 0.03, string.Join('\n', wrong));
    }

    [Fact]
    public void ChitChat_SeldomHoldsMoneyCountsOrDiscounts()
    {
        var path = Path.Combine(Repository.Root, "tests", "Bot.Tests", "Understanding", "Questions", "chitchat.jsonl");
        if (!File.Exists(path))
        {
            Assert.Skip("no chit-chat in tests/Bot.Tests/Understanding/Questions");
        }

        var texts = File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!).ToList();
        var alarms = texts.Where(text => ShopReading.All(text).Any(ShopReading.IsMoneyOrCount)).Select(text => $"{text}: {ShopReading.Show(text)}").ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{alarms.Count} of {texts.Count}");
        Assert.True(alarms.Count <= texts.Count * 0.02, string.Join('\n', alarms));
    }

    public static IEnumerable<TheoryDataRow<string, string>> Phrases() =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "Bot.Tests", "Understanding", "Recognizers", "Shop", "phrases.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" => "))
            .Select(pair => new TheoryDataRow<string, string>(pair[0], pair[1]));

    private static bool Shows(string text, string wanted)
    {
        var shown = ShopReading.Show(text);
        return wanted == "-" ? shown.Length == 0 : wanted.Split(" & ").All(part => part[0] == '!' ? !shown.Contains(part[1..], StringComparison.Ordinal) : shown.Contains(part, StringComparison.Ordinal));
    }

    private static string? Bounds(string value)
    {
        var plain = value.Replace("元", "", StringComparison.Ordinal);
        return plain is "免费" or "不免费" ? null
            : plain.EndsWith("以上", StringComparison.Ordinal) ? $"[{plain[..^2]},]"
            : plain.EndsWith("以下", StringComparison.Ordinal) ? $"[,{plain[..^2]}]"
            : $"[{plain.Replace('-', ',')}]";
    }
}
