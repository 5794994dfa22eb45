using System.Text.Json;
using Bot.Host.Tools.Understand;

namespace Bot.Tests.Tools;

public sealed class UnderstandToolsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Answer_EachLine_GetsALine()
    {
        File.WriteAllText(_file, "{\"id\":\"e1\",\"questions\":[\"什么时候发货\",\"几天能到\"]}\nnot json\n{\"id\":\"e2\",\"questions\":[\"怎么退货\"]}\n");
        var errors = new StringWriter();
        var (code, lines) = await RunAsync("{\"text\":\"什么时候发货\",\"addressed\":true}\n{\"text\":\"哈哈哈哈\",\"addressed\":false}\n{\n[1]\n\n{\"text\":3}\n{\"text\":\"\\ud800\"}\n{\"text\":\"a\",\"addressed\":1}\n{\"text\":\"退货怎么退\"}\n", (input, output) => AnswerCommand.RunAsync(["--knowledge", _file, "--top", "1"], input, output, errors, default));

        Assert.Equal(0, code);
        Assert.Contains(":2: not JSON", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(8, lines.Length);
        Assert.Equal(("answer", "e1", 1.0), (lines[0].GetProperty("decision").GetString(), lines[0].GetProperty("answers")[0].GetProperty("id").GetString(), lines[0].GetProperty("score").GetDouble()));
        Assert.Equal("silent", lines[1].GetProperty("decision").GetString());
        Assert.All(lines[2..7], line => Assert.StartsWith("line ", line.GetProperty("error").GetString(), StringComparison.Ordinal));
        Assert.Equal("e2", lines[7].GetProperty("answers")[0].GetProperty("id").GetString());
        Assert.NotEmpty(lines[7].GetProperty("reason").GetString()!);
    }

    [Theory]
    [InlineData]
    [InlineData("--knowledge", "/nowhere/at/all")]
    [InlineData("--knowledge", "x", "--top", "0")]
    public async Task Answer_WrongCommandLine_SaysSo(params string[] args)
    {
        var errors = new StringWriter();
        var (code, lines) = await RunAsync("", (input, output) => AnswerCommand.RunAsync(args, input, output, errors, default));

        Assert.Equal(2, code);
        Assert.Empty(lines);
        Assert.NotEmpty(errors.ToString());
    }

    [Fact]
    public async Task Route_EachLine_GetsALabel()
    {
        File.WriteAllLines(_file, ["{\"text\":\"查订单\",\"label\":\"order\"}", "{\"text\":\"订单到哪了\",\"label\":\"order\"}", "{\"text\":\"我要退货\",\"label\":\"return\"}", "{\"text\":\"怎么退款\",\"label\":\"return\"}"]);
        var (code, lines) = await RunAsync("{\"text\":\"订单查一下\"}\n{\"label\":\"x\"}\n", (input, output) => RouteCommand.RunAsync(["--train", _file], input, output, TextWriter.Null, default));

        Assert.Equal(0, code);
        Assert.Equal("order", lines[0].GetProperty("label").GetString());
        Assert.False(lines[0].GetProperty("outOfScope").GetBoolean());
        Assert.Contains("\"text\" is missing", lines[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognize_EachLine_GetsResults()
    {
        const string Lines = """
            {"text":"三百二十","reference":"2016-11-07T00:00:00","culture":"zh-cn","profile":"spec","models":["number"]}
            {"text":"a","culture":"fr"}
            {"text":"a","models":["7"]}
            {"text":"a","reference":"soon"}
            {"text":""}
            """;
        var (code, lines) = await RunAsync(Lines, (input, output) => RecognizeCommand.RunAsync(input, output, TimeProvider.System, default));

        Assert.Equal(0, code);
        Assert.Equal(JsonValueKind.Array, lines[0].GetProperty("results").ValueKind);
        Assert.All(lines[1..4], line => Assert.StartsWith("line ", line.GetProperty("error").GetString(), StringComparison.Ordinal));
        Assert.Empty(lines[4].GetProperty("results").EnumerateArray());
    }

    private static async Task<(int Code, JsonElement[] Lines)> RunAsync(string input, Func<TextReader, TextWriter, Task<int>> run)
    {
        using var reader = new StringReader(input);
        using var output = new StringWriter();
        var code = await run(reader, output);
        return (code, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())]);
    }
}
