using System.Buffers;

namespace Bot.Core.Understanding.Recognizers.Chinese.Numbers;

/// <summary>
/// What may follow a lone Chinese digit for it to count: measure words, nouns that are counted without one, a few particles.
/// So 四 in 四川 and 一 in 一看 are no numbers. For simplified text.
/// </summary>
internal static class CountedWords
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        // Marks, and words between a number and what follows it.
        "。，、（）“”,;；:：!！?？()…到至以的加减乘除等是"
        // Measure words of people and things.
        + "个只支枝条张块件根颗粒棵株朵片把本册份台辆架艘匹头尾口扇面幅副套双对位名员群伙批组組队排列串束捆盒箱包袋桶瓶杯碗盘碟壶罐锅勺匙滴瓣团堆坨垛摞沓叠卷筒管枚盏顶座栋幢间所家户层楼处站"
        // Of doings, turns and grades.
        + "次回遍趟顿番场局轮届期阵步手脚拳掌刀枪炮箭击球席堂课节级等阶档类种样款型式版代辈世任"
        // Of words, works and money.
        + "字句词段章篇页首曲部集幕出笔题问项条封帖则例案件单票元角分毛块钱圆倍成股金"
        // Of time.
        + "年月日天周旬季岁夜晚夕更点时刻分秒瞬号"
        // Of length, area, volume, weight.
        + "米尺寸丈里分厘毫方亩顷升斗石斤克磅吨码度位市"
        // Of places, bodies, colours, wholes.
        + "国省县市区州村镇街路巷城山海洲岛湖井泉岸厂店校院馆园库仓房室屋桌床门池湾桥"
        + "人者生客军族派方边端角圈环侧旁线道格栏网屏声音味色带丝心眼脸嘴口身体肢指"
        + "车船机器具件箱包柱桩杆棒针弹旗帆伞叶枝树木果餐食"
        + "下起些系维重通连联审星卦行令罗盘幡流开命宗事职业科目系专居落作计帧贯项社界团群键极向背相尊轴宅宫甲田王本角模驱核提举挥观觉入足投试帮翼缸签揽纸隅诺刊袭担贴窍洞坪泡拨亭护游笑技剧拍击文言"
        + "战练新板波扫彩目关剑抹伏叉射证横竖领委鼎町转梯介桂晃宿冠围帖腔郎寨声"
        + "胎班招卡厢堆缕截円品");

    /// <summary>True when what stands at a place (or the text's end) lets a lone digit before it count.</summary>
    public static bool At(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length || char.IsWhiteSpace(text[position]) || Allowed.Contains(text[position]))
        {
            return true;
        }

        // 五这是 …, 四不是五; 三小时, 五公里, 一大批.
        return position + 1 < text.Length && text[position] switch
        {
            '这' or '那' or '不' or '也' or '还' or '而' or '却' or '但' => text[position + 1] == '是',
            '小' => text[position + 1] is '时',
            '大' => text[position + 1] is '批' or '片',
            '公' => text[position + 1] is '里' or '顷' or '分' or '斤' or '尺' or '吨' or '升',
            '英' => text[position + 1] is '尺' or '寸' or '里' or '亩',
            '立' => text[position + 1] is '方',
            '平' => text[position + 1] is '方' or '米',
            '学' => text[position + 1] is '期',
            '进' => text[position + 1] is '制',
            _ => false,
        };
    }
}
